"""A measure with a story: seated rounds in forty-four weeks, with a holiday, a chair on the wall and a shift."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tests.charts.cases import ROUNDS, SEATED
from tests.people import MADE
from tracker.models.base import db
from tracker.models.improvement import Intervention, InterventionMeasure, InterventionState
from tracker.models.measurements import Measurement, MissingReason, Phase

MOMENT = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)
TEAM = "/teams/kirurgisk-3/indicators"


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


@pytest.fixture(autouse=True)
def week_46():
    """Every page here stands on a Wednesday in week 46."""
    with time_machine.travel(MOMENT, tick=False):
        yield


@pytest.fixture
def chair(cast):
    """The chair's measure with its numbers, an intervention that starts the second phase, and one nearer the shift."""
    measure, ali, nora = cast.chair, cast.people["ali"], cast.people["nora"]
    for at, (seated, rounds) in enumerate(zip(SEATED, ROUNDS, strict=True)):
        if seated is None:
            holiday = MissingReason.HOLIDAY
            record(measure, ali, monday(at + 2), not_measured=True, missing_reason=holiday)
        else:
            record(measure, ali, monday(at + 2), seated, rounds)
    for flag, week, title in ((1, 14, "Stol på veggen"), (2, 34, "Stolen følger vogna")):
        row = Intervention(
            team_id=cast.team.id,
            flag=flag,
            title=title,
            text="Fjorten stoler" if flag == 1 else "",
            state=InterventionState.IMPLEMENTED,
            started_on=monday(week),
            created_by_id=nora.id,
            created_at=MADE,
        )
        db.session.add(row)
        db.session.flush()
        db.session.add(InterventionMeasure(team_id=cast.team.id, intervention_id=row.id, measure_id=measure.id))
    db.session.add(
        Phase(
            team_id=cast.team.id,
            measure_id=measure.id,
            starts_on=monday(14),
            name="Stol på veggen",
            reason="Alle rom fikk stol",
            decided_by_id=cast.people["kari"].id,
            decided_at=MADE,
        )
    )
    cast.team.next_flag, measure.baseline_points = 3, 12
    db.session.commit()
    return measure


@pytest.fixture
def page(cast):
    """The address of the chair's page."""
    return f"{TEAM}/{cast.chair.id}-satte-legen-seg"
