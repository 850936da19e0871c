from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.improvement import Claim, Intervention, InterventionMeasure, InterventionState, Level
from tracker.services.improvement import pdsa
from tracker.services.improvement.interventions import (
    Intent,
    InterventionFault,
    change_intervention,
    interventions,
    log_intervention,
    origins,
    remove_intervention,
    reopen_intervention,
)
from tracker.services.measurements.flags import team_flags
from tracker.services.refusal import Refused

TODAY = NOW.date()
STARTED = date(2026, 3, 30)


def intent(cast, **said):
    return Intent(
        **{"title": "Visittstol på veggen", "measures": frozenset({cast.chair.id}), "started_on": STARTED} | said
    )


def ended(cast, **said):
    how = {"state": InterventionState.ENDED, "ended_on": date(2026, 5, 4), "ended_why": "Ble glemt på travle dager."}
    return intent(cast, **how | said)


@pytest.fixture
def row(cast, inside):
    return log_intervention(inside("ali"), intent(cast), submission="first")


def lines(subject="intervention"):
    db.session.flush()
    return db.session.scalars(select(AuditLine).where(AuditLine.subject == subject).order_by(AuditLine.id)).all()


def test_an_intervention_needs_a_title_a_day_and_one_measure(cast, inside):
    row = log_intervention(inside("ali"), intent(cast), submission="one")
    assert (row.title, row.started_on, row.state) == ("Visittstol på veggen", STARTED, InterventionState.TESTING)
    assert (row.level, row.claim) == (Level.SERVICE, Claim.HYPOTHESIS)
    assert [measure.id for measure in row.measures] == [cast.chair.id]


def test_its_flag_is_the_teams_next_number(cast, inside):
    numbers = [log_intervention(inside("ali"), intent(cast), submission=str(n)).flag for n in range(3)]
    assert numbers == [1, 2, 3]


def test_the_same_submission_makes_one_row_and_takes_one_number(cast, inside, row):
    again = log_intervention(inside("ali"), intent(cast, title="Noe annet"), submission="first")
    assert (again.id, again.title) == (row.id, "Visittstol på veggen")
    assert log_intervention(inside("ali"), intent(cast), submission="second").flag == row.flag + 1
    assert len(lines()) == 2


def test_it_leaves_a_line_in_the_trail_with_all_that_was_said(cast, row):
    (line,) = lines()
    assert (line.deed, line.subject_id, line.user_name, line.label) == (Deed.CREATED, row.id, "Ali Hassan", row.title)
    assert line.after["measures"] == [cast.chair.id]
    assert line.after["started_on"] == "2026-03-30"


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid"])
def test_whoever_only_reads_cannot_log_one(cast, inside, who):
    with pytest.raises(ForbiddenError):
        log_intervention(inside(who), intent(cast), submission="x")


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"measures": frozenset()}, InterventionFault.NO_MEASURE),
        ({"started_on": None}, InterventionFault.NOT_STARTED),
        ({"started_on": TODAY + timedelta(days=1)}, InterventionFault.STARTS_LATER),
        ({"ended_on": date(2026, 5, 4)}, InterventionFault.NOT_ENDED),
        ({"ended_why": "Glemt"}, InterventionFault.NOT_ENDED),
        ({"state": InterventionState.ENDED, "ended_why": "Glemt"}, InterventionFault.NO_END),
        ({"state": InterventionState.ENDED, "ended_on": date(2026, 5, 4)}, InterventionFault.NO_WHY),
        (
            {"state": InterventionState.ENDED, "ended_why": "Glemt", "ended_on": STARTED - timedelta(days=1)},
            InterventionFault.END_BEFORE_START,
        ),
        (
            {"state": InterventionState.ENDED, "ended_why": "Glemt", "ended_on": TODAY + timedelta(days=1)},
            InterventionFault.ENDS_LATER,
        ),
    ],
)
def test_what_does_not_hold_together_is_refused_and_nothing_is_stored(cast, inside, said, fault):
    with pytest.raises(Refused) as refused:
        log_intervention(inside("ali"), intent(cast, **said), submission="x")
    assert refused.value.fault is fault
    db.session.rollback()
    assert db.session.scalars(select(Intervention)).all() == []


def test_an_idea_needs_no_day_and_has_no_flag_on_any_chart(cast, inside):
    log_intervention(inside("ali"), intent(cast, state=InterventionState.IDEA, started_on=None), submission="x")
    assert team_flags(inside("siv")) == []


def test_another_teams_measure_is_not_there(cast, inside):
    with pytest.raises(NotFoundError):
        log_intervention(inside("ali"), intent(cast, measures=frozenset({cast.stranger_measure.id})), submission="x")


def test_another_teams_driver_is_not_there(cast, inside):
    with pytest.raises(NotFoundError):
        log_intervention(inside("ali"), intent(cast, driver_id=999), submission="x")


def test_a_change_says_what_was_and_what_is(cast, inside, row):
    access = inside("nora")
    change_intervention(
        access, row, intent(cast, measures=frozenset({cast.chair.id, cast.minutes.id}), title="Ny stol")
    )
    line = lines()[-1]
    assert (line.deed, line.user_name) == (Deed.CHANGED, "Nora Lund")
    assert line.before == {"title": "Visittstol på veggen", "measures": [cast.chair.id]}
    assert line.after == {"title": "Ny stol", "measures": sorted([cast.chair.id, cast.minutes.id])}
    assert {measure.id for measure in row.measures} == {cast.chair.id, cast.minutes.id}


def test_no_change_leaves_no_line(cast, inside, row):
    change_intervention(inside("nora"), row, intent(cast))
    assert len(lines()) == 1


def test_a_measure_that_is_no_longer_touched_loses_its_row(cast, inside, row):
    change_intervention(inside("nora"), row, intent(cast, measures=frozenset({cast.minutes.id})))
    touched = db.session.scalars(select(InterventionMeasure)).all()
    assert [(each.team_id, each.measure_id) for each in touched] == [(cast.team.id, cast.minutes.id)]


def test_an_ended_one_keeps_when_and_why(cast, inside, row):
    change_intervention(inside("ali"), row, ended(cast))
    assert (row.ended_on, row.ended_why) == (date(2026, 5, 4), "Ble glemt på travle dager.")
    assert [flag.until for flag in team_flags(inside("siv"))] == [date(2026, 5, 4)]


def test_taken_up_again_its_end_is_gone_from_the_row_and_kept_in_the_trail(cast, inside, row):
    change_intervention(inside("ali"), row, ended(cast))
    reopen_intervention(inside("ali"), row)
    assert (row.state, row.ended_on, row.ended_why) == (InterventionState.TESTING, None, "")
    assert lines()[-1].before["ended_why"] == "Ble glemt på travle dager."


def test_one_that_has_not_ended_cannot_be_taken_up_again(cast, inside, row):
    reopen_intervention(inside("ali"), row)
    assert len(lines()) == 1


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid"])
def test_whoever_only_reads_cannot_change_reopen_or_remove(cast, inside, row, who):
    access = inside(who)
    with pytest.raises(ForbiddenError):
        change_intervention(access, row, intent(cast))
    with pytest.raises(ForbiddenError):
        reopen_intervention(access, row)
    with pytest.raises(ForbiddenError):
        remove_intervention(access, row)


def test_a_removed_one_leaves_the_whole_row_in_the_trail_and_its_number_unused(cast, inside, row):
    remove_intervention(inside("nora"), row)
    line = lines()[-1]
    assert line.deed is Deed.REMOVED
    assert (line.before["title"], line.before["flag"], line.before["measures"]) == (row.title, 1, [cast.chair.id])
    assert db.session.scalars(select(InterventionMeasure)).all() == []
    assert log_intervention(inside("ali"), intent(cast), submission="next").flag == 2


def test_the_log_shows_the_latest_first_and_ideas_last(cast, inside):
    access = inside("ali")
    idea = intent(cast, title="Idé", state=InterventionState.IDEA, started_on=None)
    log_intervention(access, idea, submission="a")
    log_intervention(access, intent(cast, title="Eldst", started_on=date(2026, 1, 12)), submission="b")
    log_intervention(access, intent(cast, title="Nyest", started_on=date(2026, 8, 17)), submission="c")
    assert [row.title for row in interventions(inside("siv"))] == ["Nyest", "Eldst", "Idé"]


def test_the_log_takes_as_many_queries_for_many_as_for_few(cast, inside, queries):
    access = inside("ali")
    for number in range(2):
        log_intervention(access, intent(cast), submission=str(number))
    with queries() as few:
        interventions(access)
    for number in range(2, 12):
        log_intervention(access, intent(cast), submission=str(number))
    db.session.expire_all()
    access = inside("ali")
    with queries() as many:
        interventions(access)
    assert len(many) <= len(few)


def test_one_made_from_a_test_names_it_as_its_origin(cast, inside):
    access = inside("ali")
    said = pdsa.Cycle(title="Stol ved senga", plan="Én pasient", prediction="Legen sitter", started_on=STARTED)
    cycle = pdsa.start_test(access, said, submission="t")
    row = log_intervention(access, intent(cast), submission="i", from_test=cycle)
    assert origins(inside("siv")) == {row.id: cycle}
    assert lines("test")[-1].after == {"intervention_id": row.id}
