"""The moments that tests of pages stand at, and a measure with a story."""

from dataclasses import replace
from functools import partial

import pytest
import time_machine

from tests.charts.cases import ROUNDS, SEATED
from tests.people import MADE
from tests.services.mail.letters import SENDER
from tests.web.charted import MOMENT, TEAM, monday, record
from tests.web.measurements.gridforms import WEDNESDAY
from tests.web.networked import put_team
from tracker.models.base import db
from tracker.models.improvement import Intervention, InterventionMeasure, InterventionState
from tracker.models.measurements import MissingReason, Phase


@pytest.fixture
def week_46():
    """A Wednesday in week 46."""
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


@pytest.fixture
def wednesday_morning():
    """Wednesday in week 46, at half past nine."""
    with time_machine.travel(MOMENT, tick=False):
        yield


@pytest.fixture
def chair(cast):
    """Seated rounds in forty-four weeks, an intervention that starts the second phase, and one nearer the shift."""
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


@pytest.fixture
def mail_on(app, monkeypatch):
    """An installation that can send mail; gives the sender."""
    found = app.extensions["tracker.settings"]
    monkeypatch.setitem(app.extensions, "tracker.settings", replace(found, mail=SENDER, secret=SENDER.secret))
    return SENDER


@pytest.fixture
def put(cast):
    """Put a team into the network: `put("Berg", BETTER)`."""
    return partial(put_team, cast)
