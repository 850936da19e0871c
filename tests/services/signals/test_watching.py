"""A signal is kept once when it comes: new points, a moved edge or a correction do not bring it again."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.people import MADE
from tracker.access.memberships import own_teams
from tracker.analysis import Effect
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.models.measures import MeasureTarget
from tracker.models.notifications import MeasureSignal, SignalKind, SignalWatch
from tracker.models.teams import Membership
from tracker.services.signals.keeping import NOT_OF_RUNS, new_signals_in, watched_teams
from tracker.text.locale import Locale
from tracker.views.signals.watching import sentences_of, watch_signals

FIRST = date(2026, 6, 29)
"""A Monday, 19 weeks before the week that runs."""
MIXED = (40, 55, 45, 60, 42, 58, 47, 53, 44, 57)
A_WEEK = timedelta(days=7)


@pytest.fixture
def week(cast):
    """Record percentages of the chair from a week on: `week(0, 40, 55)`."""

    def record(at, *shares):
        for place, share in enumerate(shares, start=at):
            db.session.add(
                Measurement(
                    team_id=cast.team.id, measure_id=cast.chair.id, period_start=FIRST + place * A_WEEK,
                    numerator=share, denominator=100, recorded_by_id=cast.people["nora"].id, recorded_at=MADE,
                )
            )  # fmt: skip
        db.session.commit()

    return record


def look(cast, now=NOW):
    watch_signals([cast.team.id], now=now)
    db.session.commit()


def everything():
    return db.session.scalars(select(MeasureSignal).order_by(MeasureSignal.id)).all()


def signals():
    """What the rules found; a team may have been quiet before its numbers came."""
    return [row for row in everything() if row.rule not in NOT_OF_RUNS]


def told(cast, since=NOW - A_WEEK):
    return [(each.measure.slug, each.effect) for each in new_signals_in(own_teams(cast.people["nora"]), since=since)]


def test_what_was_there_when_we_first_looked_is_no_news(cast, week):
    week(0, *MIXED, *[90] * 9)
    look(cast)
    (row,) = signals()
    assert (row.rule, row.effect, row.appeared_at) == (SignalKind.LONG_RUN, Effect.BETTER, None)
    assert told(cast) == []


def test_a_signal_that_comes_is_news_once(cast, week):
    week(0, *MIXED)
    look(cast, NOW - A_WEEK)
    assert signals() == []
    week(10, *[90] * 9)
    look(cast)
    look(cast, NOW + A_WEEK)
    assert [row.appeared_at for row in signals()] == [NOW]
    assert told(cast) == [("satte-legen-seg", Effect.BETTER)]
    assert told(cast, since=NOW + timedelta(seconds=1)) == []


def test_new_points_of_the_same_stretch_are_the_same_signal(cast, week):
    week(0, *MIXED)
    look(cast, NOW - A_WEEK)
    week(10, *[90] * 9)
    look(cast)
    (row,) = signals()
    week(19, 91, 92)
    look(cast, NOW + A_WEEK)
    assert [each.id for each in signals()] == [row.id]
    assert (row.appeared_at, row.gone_at) == (NOW, None)


def test_a_first_point_that_moves_while_it_stands_is_no_new_signal(cast, week):
    week(0, *MIXED)
    look(cast, NOW - A_WEEK)
    week(10, *[90] * 9)
    look(cast)
    (row,) = signals()
    row.first_on += A_WEEK  # as a median that has moved would have it
    db.session.commit()
    look(cast, NOW + A_WEEK)
    assert [each.id for each in signals()] == [row.id]
    assert row.first_on == FIRST + 10 * A_WEEK


def test_gone_it_is_told_no_more_and_come_back_it_is_not_told_again(cast, week):
    week(0, *MIXED)
    look(cast, NOW - A_WEEK)
    week(10, *[90] * 9)
    look(cast)
    wrong = db.session.scalars(select(Measurement).order_by(Measurement.period_start.desc())).first()
    wrong.numerator = 10
    db.session.commit()
    look(cast, NOW + A_WEEK)
    (row,) = signals()
    assert row.gone_at == NOW + A_WEEK
    assert told(cast) == []
    wrong.numerator = 90
    db.session.commit()
    look(cast, NOW + 2 * A_WEEK)
    assert [(each.appeared_at, each.gone_at) for each in signals()] == [(NOW, None)]
    assert told(cast, since=NOW + A_WEEK) == []


def test_cut_off_before_it_is_stored_it_is_found_the_next_time(cast, week):
    week(0, *MIXED)
    look(cast, NOW - A_WEEK)
    week(10, *[90] * 9)
    watch_signals([cast.team.id], now=NOW)
    db.session.rollback()
    assert signals() == []
    look(cast, NOW + timedelta(hours=1))
    assert [row.appeared_at for row in signals()] == [NOW + timedelta(hours=1)]


def test_too_few_points_are_no_verdict_and_so_no_signal(cast, week):
    look(cast, NOW - A_WEEK)
    week(10, *[90] * 9)
    cast.network.minimum_points = 12
    look(cast)
    assert signals() == []


def test_archived_measures_and_teams_with_published_numbers_are_left_alone(cast, week):
    week(0, *MIXED)
    cast.chair.archived_at = NOW
    cast.other_team.is_reference = True
    db.session.commit()
    look(cast)
    assert db.session.get(SignalWatch, cast.chair.id) is None
    assert watched_teams() == [cast.team.id]


def test_another_team_a_held_account_and_who_joined_later_are_told_nothing(cast, week):
    week(0, *MIXED)
    look(cast, NOW - A_WEEK)
    week(10, *[90] * 9)
    look(cast)
    for name in ("per", "kari", "ingrid", "odd"):
        assert new_signals_in(own_teams(cast.people[name]), since=NOW - A_WEEK) == []
    nora = cast.people["nora"]
    nora.held_since = NOW
    assert told(cast) == []
    nora.held_since = None
    mine = db.session.scalars(select(Membership).where(Membership.user_id == nora.id)).one()
    mine.joined_on = NOW.date() + timedelta(days=1)
    db.session.flush()
    assert told(cast) == []


def test_the_sentence_is_the_one_above_the_chart(cast, week):
    week(0, *MIXED, *[90] * 9)
    said = sentences_of([cast.chair], Locale.of("nb"), today=NOW.date())
    assert "9" in said[cast.chair.id]
    assert "median" in said[cast.chair.id]


def test_the_look_takes_as_many_queries_for_many_measures_as_for_one(cast, week, queries):
    week(0, *MIXED)
    look(cast)
    with queries() as one:
        watch_signals([cast.team.id], now=NOW)
    with queries() as both:
        watch_signals([cast.team.id, cast.other_team.id], now=NOW)
    assert len(both) <= len(one) + 2  # what is first looked at is written


def kinds():
    return [(row.rule, row.appeared_at, row.gone_at) for row in everything()]


def test_a_team_that_goes_quiet_is_a_signal_once_and_once_when_it_records_again(cast, week):
    week(0, *MIXED, *MIXED[:9])
    look(cast)
    quiet = NOW + 4 * A_WEEK
    look(cast, quiet)
    look(cast, quiet + A_WEEK)
    assert kinds() == [(SignalKind.SILENT, quiet, None)]
    assert told(cast) == []  # the team is asked for its numbers in another way
    week(19, *MIXED[:4])
    look(cast, quiet + timedelta(hours=1))
    assert kinds() == [(SignalKind.SILENT, quiet, quiet + timedelta(hours=1))]


def test_while_nothing_is_recorded_what_stood_neither_goes_nor_comes(cast, week):
    week(0, *MIXED)
    look(cast, NOW - A_WEEK)
    week(10, *[90] * 9)
    look(cast)
    look(cast, NOW + 4 * A_WEEK)
    assert [row.gone_at for row in signals()] == [None]
    assert [row.gone_at for row in everything() if row.rule is SignalKind.SILENT] == [NOW, None]


@pytest.fixture
def goal(cast):
    """Aim at 80 per cent from a day on: `goal(80, NOW)`."""

    def aim(percent, at=NOW - 20 * A_WEEK):
        nora = cast.people["nora"].id
        db.session.add(
            MeasureTarget(
                team_id=cast.team.id,
                measure_id=cast.chair.id,
                value=percent / 100,
                valid_from=at.date(),
                set_by_id=nora,
                set_at=at,
            )
        )
        db.session.commit()
        db.session.refresh(cast.chair)

    return aim


def held_to_ten(cast):
    cast.network.minimum_points = 10
    db.session.commit()


def of_the_goal():
    return [each[1:] for each in kinds() if each[0] is SignalKind.GOAL_HELD]


def test_a_goal_that_is_held_is_told_once_and_once_when_it_is_lost(cast, week, goal):
    held_to_ten(cast)
    goal(80)
    week(0, *MIXED[:8])
    look(cast, NOW - A_WEEK)
    week(8, *[90] * 10)
    look(cast)
    look(cast, NOW + timedelta(hours=1))
    assert of_the_goal() == [(NOW, None)]
    week(18, 70)
    look(cast, NOW + A_WEEK)
    assert of_the_goal() == [(NOW, NOW + A_WEEK)]


def test_another_goal_is_no_lost_goal(cast, week, goal):
    held_to_ten(cast)
    goal(80)
    week(0, *MIXED[:8])
    look(cast, NOW - A_WEEK)
    week(8, *[90] * 10)
    look(cast)
    goal(95, NOW)
    look(cast, NOW + timedelta(hours=1))
    assert of_the_goal() == [(NOW, None)]
    row = next(row for row in everything() if row.rule is SignalKind.GOAL_HELD)
    assert row.gone_at is None


def test_a_worse_run_above_the_goal_loses_no_goal(cast, week, goal):
    held_to_ten(cast)
    goal(30)
    week(0, *[95, 90] * 5)
    look(cast, NOW - A_WEEK)
    week(10, *[60] * 9)
    look(cast)
    assert {(row.rule, row.effect, row.gone_at) for row in everything()} >= {
        (SignalKind.LONG_RUN, Effect.WORSE, None),
        (SignalKind.GOAL_HELD, Effect.BETTER, None),
    }
