from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.improvement import Decision, PdsaCycle
from tracker.services.improvement.interventions import Intent, log_intervention
from tracker.services.improvement.pdsa import Cycle, CycleFault, change_test, ramp_of, ramps, start_test
from tracker.services.improvement.pdsa import tests as listed
from tracker.services.measurements.flags import take_flag, team_flags
from tracker.services.refusal import Refused

STARTED = date(2026, 5, 11)


def cycle(**said):
    needed = {
        "title": "Sykepleier minner om stolen",
        "plan": "Én sykepleier, to visitter.",
        "prediction": "Legen sitter på begge.",
        "started_on": STARTED,
    }
    return Cycle(**needed | said)


@pytest.fixture
def row(inside):
    return start_test(inside("ali"), cycle(), submission="first")


def lines():
    db.session.flush()
    return db.session.scalars(select(AuditLine).where(AuditLine.subject == "test").order_by(AuditLine.id)).all()


def test_a_plan_a_prediction_and_a_day_are_enough(row):
    assert (row.flag, row.started_on, row.decision) == (1, STARTED, None)


def test_a_test_may_be_planned_for_a_day_to_come_and_has_no_flag_until_then(inside):
    start_test(inside("ali"), cycle(started_on=NOW.date() + timedelta(days=3)), submission="x")
    assert team_flags(inside("siv")) == []
    assert len(team_flags(inside("siv", now=NOW + timedelta(days=3)))) == 1


def test_tests_and_interventions_share_one_row_of_numbers(cast, inside, row):
    access = inside("ali")
    said = Intent(title="Stol", measures=frozenset({cast.chair.id}), started_on=STARTED)
    assert log_intervention(access, said, submission="i").flag == 2
    assert take_flag(access) == 3


def test_the_same_submission_makes_one_row(inside, row):
    assert start_test(inside("ali"), cycle(title="Noe annet"), submission="first").id == row.id
    assert len(lines()) == 1


def test_it_leaves_a_line_in_the_trail(row):
    (line,) = lines()
    assert (line.deed, line.user_name) == (Deed.CREATED, "Ali Hassan")
    assert line.after["prediction"] == "Legen sitter på begge."


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid"])
def test_whoever_only_reads_neither_starts_nor_changes_one(inside, row, who):
    with pytest.raises(ForbiddenError):
        start_test(inside(who), cycle(), submission="x")
    with pytest.raises(ForbiddenError):
        change_test(inside(who), row, cycle())


def test_another_teams_measure_and_intervention_are_not_there(cast, inside):
    with pytest.raises(NotFoundError):
        start_test(inside("ali"), cycle(measure_id=cast.stranger_measure.id), submission="x")
    with pytest.raises(NotFoundError):
        start_test(inside("ali"), cycle(intervention_id=999), submission="y")


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"ended_on": STARTED - timedelta(days=1)}, CycleFault.END_BEFORE_START),
        ({"ended_on": NOW.date() + timedelta(days=1)}, CycleFault.ENDS_LATER),
        ({"decision": Decision.ADOPT}, CycleFault.NOTHING_STUDIED),
        ({"decision": Decision.ABANDON, "studied": "Ble glemt"}, CycleFault.NO_WHY),
    ],
)
def test_what_does_not_hold_together_is_refused(inside, row, said, fault):
    with pytest.raises(Refused) as refused:
        change_test(inside("ali"), row, cycle(**said))
    assert refused.value.fault is fault
    assert row.decision is None


def test_a_decided_test_ends_the_day_it_was_decided_unless_another_is_given(inside, row):
    change_test(inside("ali"), row, cycle(studied="Satt på én av to.", decision=Decision.ADAPT))
    assert row.ended_on == NOW.date()
    change_test(inside("ali"), row, cycle(studied="Satt på én.", decision=Decision.ADAPT, ended_on=date(2026, 5, 15)))
    assert row.ended_on == date(2026, 5, 15)


def test_a_change_says_what_was_and_what_is_and_no_change_says_nothing(inside, row):
    change_test(inside("nora"), row, cycle(did="Gjort på to visitter."))
    change_test(inside("nora"), row, cycle(did="Gjort på to visitter."))
    assert len(lines()) == 2
    assert (lines()[-1].before, lines()[-1].after) == ({"did": ""}, {"did": "Gjort på to visitter."})


def test_cycles_of_one_idea_stand_in_one_ramp_and_the_latest_worked_on_comes_first(inside, row):
    access = inside("ali")
    other = start_test(access, cycle(title="Tavle", started_on=date(2026, 6, 1)), submission="b")
    second = start_test(access, cycle(started_on=date(2026, 5, 18)), submission="c", follows=row)
    third = start_test(access, cycle(started_on=date(2026, 6, 8)), submission="d", follows=second)
    branch = start_test(access, cycle(started_on=date(2026, 5, 25)), submission="e", follows=row)
    found = ramps(listed(inside("siv")))
    assert found == ((row, second, branch, third), (other,))
    assert ramp_of(third, listed(access)) == found[0]


def test_a_ramp_whose_first_cycle_is_gone_begins_with_the_next():
    lone = PdsaCycle(id=2, follows_id=1, started_on=STARTED)
    assert ramps([lone]) == ((lone,),)


def test_a_test_without_a_measure_stands_on_the_charts_of_its_intervention(cast, inside):
    access = inside("ali")
    said = Intent(title="Stol", measures=frozenset({cast.chair.id}), started_on=STARTED)
    tied = log_intervention(access, said, submission="i")
    start_test(access, cycle(intervention_id=tied.id), submission="a")
    start_test(access, cycle(intervention_id=tied.id, measure_id=cast.minutes.id), submission="b")
    start_test(access, cycle(), submission="c")
    on = {flag.number: flag.measures for flag in team_flags(access)}
    assert on == {1: {cast.chair.id}, 2: {cast.chair.id}, 3: {cast.minutes.id}, 4: frozenset()}
