"""What tests of a measure's chart share: the moment they stand at, addresses, and a line of numbers."""

from datetime import UTC, date, datetime

from tests.people import MADE
from tracker.models.base import db
from tracker.models.measurements import Measurement

MOMENT = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)
TEAM = "/teams/kirurgisk-3/measures"


def monday(week: int) -> date:
    return date.fromisocalendar(2026, week, 1)


def record(measure, by, start, numerator=None, denominator=None, **more):
    db.session.add(
        Measurement(
            team_id=measure.team_id,
            measure_id=measure.id,
            period_start=start,
            numerator=numerator,
            denominator=denominator,
            recorded_by_id=by.id,
            recorded_at=MADE,
            **more,
        )
    )
