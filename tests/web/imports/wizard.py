"""What tests of the wizard share: its pages, a file that is right, and the way through."""

import io

from sqlalchemy import func, select

from tests.web.measurements.gridforms import WEEK
from tracker.models.base import db
from tracker.models.imports import Upload
from tracker.models.measurements import Measurement
from tracker.services.measurements.entries import Entry
from tracker.services.measurements.record import record

TEAM = "/teams/kirurgisk-3"
PATH, MAP, CHECK, DONE = (f"{TEAM}/import{step}" for step in ("", "/map", "/check", "/done"))
CHAIR = "Satte legen seg ned under visitten?"
HEAD = "Indikator;Uke;Teller;Nevner;Verdi;Merknad"
GOOD = f"{HEAD}\n{CHAIR};44/2026;6;9;;\n{CHAIR};45/2026;7;9;;Kort uke\n"


def send(visitor, data, *, name="tall.csv", status=302):
    data = data.encode() if isinstance(data, str) else data
    fields = {"file": (io.BytesIO(data), name), "csrf_token": visitor.token()}
    return visitor._expect("POST", PATH, status, data=fields, content_type="multipart/form-data")


def check(visitor, data, **columns):
    """Bring a file to the third page."""
    assert send(visitor, data).location == MAP
    assert visitor.submit(MAP, columns).location == CHECK
    return visitor.get(CHECK)


def press(visitor, page, do="store", *, status=302, **fields):
    return visitor._expect("POST", CHECK, status, data=page.fields(f"form[action='{CHECK}']") | {"do": do} | fields)


def stored():
    query = select(Measurement).order_by(Measurement.measure_id, Measurement.period_start)
    return [(row.period_start.isoformat(), Entry.of(row)) for row in db.session.scalars(query)]


def kept():
    return db.session.scalar(select(func.count()).select_from(Upload))


def put(inside, measure, entry, *, who="nora"):
    seen = db.session.scalar(select(Measurement.version).where(Measurement.measure_id == measure.id)) or 0
    record(inside(who), measure, period=WEEK, entry=entry, seen_version=seen)
    db.session.commit()
