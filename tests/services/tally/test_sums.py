"""What was counted, read again: today's dots, a period's counts, and how they spread over days and hours."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from tracker.access.people import ForbiddenError
from tracker.access.team_code import CodeAccess
from tracker.analysis import PeriodKind
from tracker.models.accounts import Language
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.measures import Measure
from tracker.models.tally import CodePurpose, TeamCode
from tracker.services.measurements import record
from tracker.services.measurements.entries import Entry
from tracker.services.measures import library, measures
from tracker.services.measures import plan as plan_service
from tracker.services.measures.tally_question import set_question
from tracker.services.refusal import Refused
from tracker.services.tally.counts import Count, Sum, take_in
from tracker.services.tally.sums import day_so_far, find_count, questions_of, split_of, tallied


def bedside(team, now=NOW):
    return CodeAccess(team, TeamCode(team_id=team.id, purpose=CodePurpose.TELL, code="x" * 12), now)


@pytest.fixture
def tally(cast):
    """Count at a moment: `tally(moment, yes, no)`."""

    def make(at, yes=0, no=0, measure=cast.chair):
        answers = [True] * yes + [False] * no
        take_in(bedside(cast.team, at), [Count(uuid4(), measure.id, answer) for answer in answers])

    return make


def at(day, hour):
    """A moment of November 2026, in UTC: an hour later where people are."""
    return datetime(2026, 11, day, hour, 20, tzinfo=UTC)


def test_today_has_the_dots_of_all_phones_hour_by_hour(cast, tally):
    tally(at(11, 7), yes=1, no=1)
    tally(at(11, 6), yes=2)
    tally(at(10, 23), no=1)  # past midnight where people are
    tally(at(10, 22), no=5)  # yesterday
    day = day_so_far(bedside(cast.team), [cast.chair.id, cast.minutes.id])
    assert day[cast.chair.id].sum == Sum(3, 5)
    assert day[cast.chair.id].marks == (False, True, True, True, False)
    assert day[cast.minutes.id].sum == Sum()


def test_a_count_is_found_until_it_is_undone(cast):
    count = Count(uuid4(), cast.chair.id, answer=True)
    code = bedside(cast.team)
    take_in(code, [count])
    assert find_count(code, count.id).answer
    assert find_count(bedside(cast.other_team), count.id) is None
    take_in(code, [Count(count.id, cast.chair.id, answer=True, undone=True)])
    assert find_count(code, count.id) is None


def test_what_was_counted_is_still_there_under_a_number_by_hand(cast, tally, inside):
    tally(at(11, 7), yes=3, no=1)
    tally(at(3, 7), no=2)
    ali = inside("ali")
    row = record.recorded(ali, [cast.chair], first=date(2026, 11, 9), last=date(2026, 11, 9))
    seen = next(iter(row.values())).version
    period = planning_period(cast.chair, date(2026, 11, 11))
    record.record(ali, cast.chair, period=period, entry=Entry(numerator=9, denominator=9), seen_version=seen)
    found = tallied(ali, [cast.chair, cast.stranger_measure], first=date(2026, 11, 2), last=date(2026, 11, 9))
    assert found == {
        (cast.chair.id, date(2026, 11, 2)): Sum(0, 2),
        (cast.chair.id, date(2026, 11, 9)): Sum(3, 4),
    }
    assert tallied(ali, [], first=date(2026, 11, 2), last=date(2026, 11, 9)) == {}


def planning_period(measure, day):
    return record.latest(measure.period_kind, until=day, count=1)[0]


def test_counts_spread_over_weekdays_and_hours_where_people_are(cast, tally, inside):
    for day in (2, 4, 9, 11):
        tally(at(day, 7), yes=5, no=1)
    tally(at(11, 12), yes=0, no=6)
    split = split_of(inside("siv"), cast.chair)
    assert (split.first, split.last, split.sum) == (date(2026, 9, 17), date(2026, 11, 11), Sum(20, 30))
    assert [part.sum.total for part in split.weekdays] == [12, 0, 18, 0, 0, 0, 0]
    assert [part.number for part in split.hours] == [8, 9, 10, 11, 12, 13]
    assert [part.sum.total for part in split.hours] == [24, 0, 0, 0, 0, 6]
    assert split.hours[0].share == pytest.approx(20 / 24)
    assert split.hours[1].share is None


def test_few_counts_are_not_split(cast, tally, inside):
    tally(at(11, 7), yes=29)
    assert split_of(inside("nora"), cast.chair) is None
    tally(at(11, 8), yes=1)
    assert split_of(inside("nora"), cast.chair) is not None


def test_a_part_with_few_counts_has_no_share(cast, tally, inside):
    tally(at(11, 7), yes=30)
    tally(at(10, 7), yes=4)
    tuesday = split_of(inside("nora"), cast.chair).weekdays[1]
    assert (tuesday.sum.total, tuesday.share) == (4, None)


def test_old_counts_are_not_in_the_split(cast, tally, inside):
    tally(NOW - timedelta(weeks=9), yes=40)
    assert split_of(inside("nora"), cast.chair) is None


def test_there_is_no_split_of_another_teams_measure_nor_of_minutes(cast, inside):
    assert split_of(inside("nora"), cast.stranger_measure) is None
    assert split_of(inside("nora"), cast.minutes) is None


def test_a_measure_of_the_library_brings_its_question(cast, inside):
    nora = inside("nora")
    for key, question in (("chair_seated", "Satte legen seg ned?"), ("matters_asked", "Ble pasienten spurt?"),
                          ("felt_heard", "")):  # fmt: skip
        ready = library.ready_measure(nora, key, Language.NB)
        row = ready.row
        plan = plan_service.Plan(
            name=ready.name, kind=row.kind, value_kind=row.value_kind, period_kind=PeriodKind.WEEK,
            numerator=ready.numerator, denominator=ready.denominator,
        )  # fmt: skip
        measure = measures.define_measure(nora, plan, submission=key, catalogue=row)
        assert measure.tally_question == question
    asked = questions_of(bedside(cast.team))
    assert [(question.text, question.key) for question in asked] == [
        ("Satte legen seg ned?", "chair_seated"),
        ("Ble pasienten spurt?", "matters_asked"),
    ]
    measures.archive(nora, db.session.get(Measure, asked[0].measure_id))
    db.session.flush()
    assert [question.key for question in questions_of(bedside(cast.team))] == ["matters_asked"]


def test_only_shares_can_be_asked_and_only_by_the_leader(cast, inside):
    with pytest.raises(Refused, match="not_a_share"):
        set_question(inside("nora"), cast.minutes, "Hvor lenge?")
    with pytest.raises(ForbiddenError):
        set_question(inside("ali"), cast.chair, "Satte legen seg ned?")


def test_the_same_question_again_writes_no_line(cast, inside):
    nora = inside("nora")
    for _ in range(2):
        set_question(nora, cast.chair, "Satte legen seg ned?")
    assert db.session.scalar(select(func.count()).select_from(AuditLine)) == 1


def test_counts_of_a_period_that_begins_outside_are_not_given(cast, tally, inside):
    tally(at(11, 7), yes=1)
    assert tallied(inside("ali"), [cast.chair], first=date(2026, 11, 10), last=date(2026, 11, 16)) == {}
