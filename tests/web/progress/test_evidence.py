"""What speaks for a step: each thing is found where the team stored it, and charts speak as they are read."""

from datetime import date

import pytest

from tests.web.charted import MOMENT, monday
from tracker.models.base import db
from tracker.models.improvement import (
    AdverseEventCategory,
    Decision,
    Driver,
    Goal,
    GoalTarget,
    Intervention,
    InterventionState,
    Level,
    PdsaCycle,
)
from tracker.models.measures import MeasureTarget
from tracker.models.networks import NetworkTeam
from tracker.models.progress import EvidenceKind
from tracker.text.locale import Locale
from tracker.views.links import Links
from tracker.views.progress.evidence import evidence_of

pytestmark = pytest.mark.usefixtures("wednesday_morning")


@pytest.fixture
def found(inside):
    def look():
        db.session.commit()
        lines = evidence_of(inside("nora", now=MOMENT), Locale.of("nb"), Links(lambda page, **_parts: page))
        return {line.kind: line for line in lines}

    return look


@pytest.fixture
def by(cast):
    return {"team_id": cast.team.id, "created_by_id": cast.people["nora"].id, "created_at": MOMENT}


def test_every_kind_is_looked_for_in_the_order_of_the_ladder(found):
    assert list(found()) == list(EvidenceKind)


def test_a_signed_agreement_is_the_charge(found, cast):
    assert not found()[EvidenceKind.CHARGE].is_there
    db.session.query(NetworkTeam).filter_by(team_id=cast.team.id).one().agreed_at = MOMENT
    line = found()[EvidenceKind.CHARGE]
    assert (line.is_there, line.text, line.href) == (True, cast.network.name, "networks.about")


def test_a_goal_has_a_number_and_a_date_and_its_drivers_are_tried(found, cast, by):
    assert found()[EvidenceKind.GOAL].text == cast.chair.name, "a measure's own target with a date is a goal too"
    db.session.query(MeasureTarget).delete()
    assert found()[EvidenceKind.GOAL].text == "Ingen mål med tall og dato"
    goal = Goal(
        team_id=cast.team.id,
        title="Halvere fall",
        slug="halvere-fall",
        category=AdverseEventCategory.FALLS,
        outcome_id=cast.falls.id,
        created_at=MOMENT,
    )
    db.session.add(goal)
    db.session.flush()
    target = GoalTarget(
        team_id=cast.team.id, goal_id=goal.id, baseline=4.7, target=2.3, deadline=date(2026, 12, 31),
        valid_from=date(2026, 1, 5), set_by_id=cast.people["nora"].id, set_at=MOMENT,
    )  # fmt: skip
    driver = Driver(team_id=cast.team.id, goal_id=goal.id, title="Visitten er en samtale")
    db.session.add_all([target, driver])
    seen = found()
    assert (seen[EvidenceKind.GOAL].is_there, seen[EvidenceKind.GOAL].text) == (True, "Halvere fall")
    assert seen[EvidenceKind.DRIVERS].text == "Visitten er en samtale: ikke prøvd"
    row = Intervention(
        flag=50, title="Stol", state=InterventionState.TESTING, started_on=monday(40), driver_id=driver.id, **by
    )
    db.session.add(row)
    seen = found()
    assert seen[EvidenceKind.DRIVERS].is_there
    assert seen[EvidenceKind.FOR_ALL].text == "Prøves fortsatt: Stol"


def test_a_test_runs_before_it_is_assessed_and_one_that_is_planned_is_none(found, by):
    test = PdsaCycle(
        flag=60, title="Én stol", plan="Én visitt", prediction="Hun setter seg", started_on=date(2026, 12, 1), **by
    )
    db.session.add(test)
    assert not found()[EvidenceKind.RUNNING].is_there
    test.started_on = monday(40)
    seen = found()
    assert (seen[EvidenceKind.RUNNING].is_there, seen[EvidenceKind.TESTED].is_there) == (True, False)
    test.studied, test.decision = "Hun satte seg", Decision.ADAPT
    assert found()[EvidenceKind.TESTED].text == "1 test er vurdert"


def test_charts_speak_as_they_are_read(found, chair):
    seen = found()
    assert seen[EvidenceKind.BASELINE].is_there
    assert seen[EvidenceKind.PROCESS].is_there
    assert seen[EvidenceKind.PROCESS].text.startswith(chair.name)
    assert seen[EvidenceKind.NOTHING_WORSE].is_there
    assert seen[EvidenceKind.TARGET].text == chair.name
    db.session.query(MeasureTarget).delete()
    assert not found()[EvidenceKind.TARGET].is_there


def test_spread_is_an_intervention_on_the_system(found, by):
    row = Intervention(flag=70, title="Stol i alle poster", state=InterventionState.IDEA, level=Level.SYSTEM, **by)
    db.session.add(row)
    seen = found()
    assert (seen[EvidenceKind.SPREAD_PLANNED].is_there, seen[EvidenceKind.SPREAD].is_there) == (True, False)
    row.state, row.started_on = InterventionState.IMPLEMENTED, monday(40)
    assert found()[EvidenceKind.SPREAD].is_there


def test_a_representative_is_counted_and_never_named(found, cast):
    line = found()[EvidenceKind.REPRESENTATIVE]
    assert (line.is_there, line.text) == (True, "1 representant er med")
    assert cast.people["siv"].name not in line.text
