"""Files of measurements for tests, row by row, and what became of them."""

from sqlalchemy import select

from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.services.imports.whole_file import import_measurements

HEAD = "Team;Indikator;Periode;Teller;Nevner;Verdi;Ikke målt;Merknad\n"
CHAIR = "Satte legen seg ned under visitten?"


def row(
    period="45/2026", numerator="", denominator="", value="", missing="", note="", *, measure=CHAIR, team="kirurgisk-3"
):
    return f"{team};{measure};{period};{numerator};{denominator};{value};{missing};{note}\n"


def sheet(*rows, head=HEAD):
    return (head + "".join(rows)).encode()


def rows():
    return db.session.scalars(select(Measurement).order_by(Measurement.measure_id, Measurement.period_start)).all()


def lines():
    return db.session.scalars(select(AuditLine).order_by(AuditLine.id)).all()


def faults(data, by, **options):
    report = import_measurements(data, by=by, **options)
    return [(fault.row, fault.column, fault.fault) for fault in report.checked.faults]
