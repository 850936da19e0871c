"""A measure of any kind, and a file taken in by a member of the team."""

import pytest

from tests.people import MADE
from tracker.analysis import PeriodKind
from tracker.models.base import db
from tracker.models.measures import Measure, MeasureKind, ValueKind
from tracker.services.imports.whole_file import import_measurements


@pytest.fixture
def measure(cast):
    """Make a measure of a kind, by name."""

    def make(name, value_kind=ValueKind.COUNT, period_kind=PeriodKind.WEEK, **more):
        row = Measure(
            team_id=cast.team.id, name=name, slug=name.lower().replace(" ", "-"), kind=MeasureKind.PROCESS,
            value_kind=value_kind, period_kind=period_kind, position=9, created_at=MADE, **more,
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        return row

    return make


@pytest.fixture
def take(ali, inside):
    """Import a file into the team, as a member; what is right in it is stored."""

    def run(data, **options):
        data = data.encode() if isinstance(data, str) else data
        return import_measurements(data, by=ali, team=inside("ali"), skip_errors=True, **options)

    return run
