"""A phase begins where a person says so, between points, with a reason; and what was decided is in the trail."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.people import MADE
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.analysis import Period, PeriodKind
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.improvement import Intervention, InterventionState
from tracker.models.measurements import Measurement, Phase, RareEvent
from tracker.models.measures import ValueKind
from tracker.services.measurements import phases
from tracker.services.measurements.phases import PhaseFault
from tracker.services.refusal import Refused

FIRST, LAST = date(2026, 8, 31), date(2026, 11, 2)
SAID = {"name": "Stol på veggen", "reason": "Alle rom fikk stol"}


def week(number):
    return Period.numbered(PeriodKind.WEEK, 2026, number)


@pytest.fixture
def chair(cast):
    for back in range(10):
        db.session.add(
            Measurement(
                team_id=cast.team.id,
                measure_id=cast.chair.id,
                period_start=LAST - timedelta(weeks=back),
                numerator=5,
                denominator=9,
                recorded_by_id=cast.people["ali"].id,
                recorded_at=MADE,
            )
        )
    db.session.flush()
    return cast.chair


def refused(fault, access, measure, period, **said):
    with pytest.raises(Refused) as caught:
        phases.begin_phase(access, measure, period=period, **SAID | said)
    assert caught.value.fault is fault


def deeds():
    return [line.deed for line in db.session.scalars(select(AuditLine).order_by(AuditLine.id))]


@pytest.mark.parametrize("who", ["nora", "kari"])
def test_who_decides_begins_a_phase_with_a_line_in_the_trail(inside, chair, cast, who):
    cast.network.advisors_decide_phases = who == "kari"
    db.session.flush()
    access = inside(who)
    phase = phases.begin_phase(access, chair, period=week(40), baseline_points=3, **SAID)
    assert (phase.starts_on, phase.baseline_points) == (week(40).start, 3)
    assert (phase.name, phase.decided_by_id) == ("Stol på veggen", access.user.id)
    assert deeds() == [Deed.CREATED]


def test_the_same_decision_sent_twice_is_one_phase(inside, chair):
    access = inside("nora")
    first = phases.begin_phase(access, chair, period=week(40), **SAID)
    assert phases.begin_phase(access, chair, period=week(40), **SAID) is first
    assert deeds() == [Deed.CREATED]
    refused(PhaseFault.TAKEN, access, chair, week(40), name="En annen")


def test_a_phase_needs_points_on_both_sides(inside, chair):
    access = inside("nora")
    refused(PhaseFault.NOTHING_BEFORE, access, chair, week(36))
    refused(PhaseFault.NOTHING_BEFORE, access, chair, week(30))
    refused(PhaseFault.NOTHING_AFTER, access, chair, week(46))
    assert phases.begin_phase(access, chair, period=week(37), **SAID)


def test_without_numbers_there_is_nothing_to_part(inside, cast):
    refused(PhaseFault.NOTHING_BEFORE, inside("nora"), cast.chair, week(40))


def test_a_phase_is_of_the_measures_own_periods_and_has_a_baseline_of_three_at_least(inside, chair):
    refused(PhaseFault.WRONG_KIND, inside("nora"), chair, Period.numbered(PeriodKind.MONTH, 2026, 10))
    refused(PhaseFault.BASELINE_SHORT, inside("nora"), chair, week(40), baseline_points=2)


def test_between_events_the_second_event_is_the_first_point(inside, cast):
    cast.minutes.value_kind, cast.minutes.period_kind = ValueKind.DAYS_BETWEEN, PeriodKind.DAY
    days = [date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)]
    access = inside("nora")
    refused(PhaseFault.NOTHING_BEFORE, access, cast.minutes, Period(PeriodKind.DAY, days[2]))
    for day in days:
        db.session.add(
            RareEvent(
                team_id=cast.team.id,
                measure_id=cast.minutes.id,
                happened_on=day,
                recorded_by_id=access.user.id,
                recorded_at=MADE,
            )
        )
    refused(PhaseFault.NOTHING_BEFORE, access, cast.minutes, Period(PeriodKind.DAY, days[1]))
    refused(PhaseFault.NOTHING_AFTER, access, cast.minutes, Period(PeriodKind.DAY, date(2026, 5, 2)))
    assert phases.begin_phase(access, cast.minutes, period=Period(PeriodKind.DAY, days[2]), **SAID)


def test_it_may_name_one_of_the_teams_own_interventions(inside, chair, cast):
    rows = [
        Intervention(
            team_id=team.id,
            flag=7,
            title="Stol",
            state=InterventionState.IMPLEMENTED,
            started_on=FIRST,
            created_by_id=cast.people["nora"].id,
            created_at=MADE,
        )
        for team in (cast.team, cast.other_team)
    ]
    db.session.add_all(rows)
    db.session.flush()
    access = inside("nora")
    with pytest.raises(NotFoundError):
        phases.begin_phase(access, chair, period=week(40), intervention_id=rows[1].id, **SAID)
    phase = phases.begin_phase(access, chair, period=week(40), intervention_id=rows[0].id, **SAID)
    assert phase.intervention_id == rows[0].id


def test_a_removed_phase_is_remembered_in_the_trail(inside, chair):
    access = inside("nora")
    phase = phases.begin_phase(access, chair, period=week(40), **SAID)
    phases.remove_phase(access, chair, phase)
    assert db.session.scalars(select(Phase)).all() == []
    line = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert (line.deed, line.before["reason"]) == (Deed.REMOVED, "Alle rom fikk stol")


@pytest.mark.parametrize("who", ["ali", "siv", "kari", "ingrid"])
def test_others_do_not_decide(inside, chair, who):
    access = inside(who)
    with pytest.raises(ForbiddenError):
        phases.begin_phase(access, chair, period=week(40), **SAID)
    phase = phases.begin_phase(inside("nora"), chair, period=week(40), **SAID)
    with pytest.raises(ForbiddenError):
        phases.remove_phase(access, chair, phase)
