"""What tests of the form share: the names of its fields, what is stored, and another person's hand."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from tracker.analysis import Period, PeriodKind
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.services.measurements.entries import Entry
from tracker.services.measurements.record import record

RECORD = "/teams/kirurgisk-3/record"
PATH = f"{RECORD}?week=2026-W45&month=2026-10"
"""The page of one week."""
GRID = f"{RECORD}/weeks"
"""The grid of several weeks."""
WEDNESDAY = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)
WEEK = Period.numbered(PeriodKind.WEEK, 2026, 45)
MONTH = Period.numbered(PeriodKind.MONTH, 2026, 10)


def name(measure, part, period=WEEK):
    return f"m{measure.id}-{period.start.isoformat()}-{part}"


def parts(measure, numerator, denominator, period=WEEK):
    return {name(measure, "numerator", period): numerator, name(measure, "denominator", period): denominator}


def stored():
    query = select(Measurement).order_by(Measurement.measure_id, Measurement.period_start)
    return [(row.measure_id, row.period_start, Entry.of(row)) for row in db.session.scalars(query)]


def lines():
    return db.session.scalar(select(func.count()).where(AuditLine.subject == "measurement"))


def put(inside, who, measure, entry, *, now=WEDNESDAY, period=WEEK):
    query = select(Measurement.version).where(
        Measurement.measure_id == measure.id, Measurement.period_start == period.start
    )
    seen = db.session.scalar(query) or 0
    record(inside(who, now=now), measure, period=period, entry=entry, seen_version=seen)
    db.session.commit()


def value(page, field):
    return page.one(f"[name='{field}']").get("value", "")


def flashes(page):
    return " ".join(page.one("#status").get_text(" ").split())
