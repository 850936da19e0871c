from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.analysis import Direction
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.improvement import AdverseEventCategory, Claim, GoalTarget
from tracker.services.improvement.distance import Stand, days_left, distance
from tracker.services.improvement.goals import (
    Aim,
    AimFault,
    change_goal,
    close_goal,
    follow,
    followed,
    goals,
    reopen_goal,
    set_goal,
)
from tracker.services.refusal import Refused

DEADLINE = date(2026, 12, 31)


def aim(**said):
    needed = {
        "title": "Halvere fall med skade",
        "category": AdverseEventCategory.FALLS,
        "baseline": 4.7,
        "target": 2.3,
        "deadline": DEADLINE,
    }
    return Aim(**needed | said)


@pytest.fixture
def goal(cast, inside):
    return set_goal(inside("nora"), aim(), outcome=cast.falls, submission="first")


def lines():
    db.session.flush()
    return db.session.scalars(select(AuditLine).where(AuditLine.subject == "goal").order_by(AuditLine.id)).all()


def test_a_goal_is_set_on_an_outcome_with_numbers_and_a_day(cast, goal):
    (target,) = goal.targets
    assert (goal.slug, goal.outcome_id) == ("halvere-fall-med-skade", cast.falls.id)
    assert (target.baseline, target.target, target.deadline) == (4.7, 2.3, DEADLINE)
    assert (target.valid_from, target.set_by_id) == (NOW.date(), cast.people["nora"].id)


def test_a_share_is_typed_in_percent_and_stored_as_a_fraction(cast, inside):
    row = set_goal(inside("nora"), aim(baseline=29, target=80.5), outcome=cast.chair, submission="x")
    assert (row.targets[0].baseline, row.targets[0].target) == (0.29, 0.805)


def test_the_same_submission_makes_one_goal(cast, inside, goal):
    again = set_goal(inside("nora"), aim(title="Noe annet"), outcome=cast.falls, submission="first")
    assert (again.id, len(lines())) == (goal.id, 1)


def test_setting_one_leaves_a_line_in_the_trail(goal):
    (line,) = lines()
    assert (line.deed, line.label) == (Deed.CREATED, "Halvere fall med skade")
    assert line.after["target"] == 2.3


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"target": 4.7}, AimFault.SAME),
        ({"target": 6.0}, AimFault.WRONG_WAY),
        ({"baseline": -1.0}, AimFault.BASELINE_BELOW),
        ({"target": -1.0}, AimFault.TARGET_BELOW),
        ({"deadline": NOW.date() - timedelta(days=1)}, AimFault.DEADLINE_PASSED),
    ],
)
def test_numbers_that_cannot_hold_are_refused(cast, inside, said, fault):
    with pytest.raises(Refused) as refused:
        set_goal(inside("nora"), aim(**said), outcome=cast.falls, submission="x")
    assert refused.value.fault is fault


@pytest.mark.parametrize(
    ("baseline", "target", "fault"),
    [(40, 101, AimFault.TARGET_ABOVE), (101, 102, AimFault.BASELINE_ABOVE)],
)
def test_a_share_above_a_hundred_percent_is_refused(cast, inside, baseline, target, fault):
    with pytest.raises(Refused) as refused:
        set_goal(inside("nora"), aim(baseline=baseline, target=target), outcome=cast.chair, submission="x")
    assert refused.value.fault is fault


def test_the_goals_number_becomes_the_outcomes_own_target_and_earlier_ones_stay(cast, inside, goal):
    change_goal(inside("nora"), goal, aim(target=2.0))
    change_goal(inside("nora"), goal, aim(target=2.0, baseline=4.5))
    assert [(row.value, row.deadline) for row in cast.falls.targets] == [(2.3, DEADLINE), (2.0, DEADLINE)]
    targets = select(AuditLine).where(AuditLine.subject == "target").order_by(AuditLine.id)
    assert [line.before and line.before["value"] for line in db.session.scalars(targets)] == [None, 2.3]


def test_either_way_is_right_where_the_measure_has_none(cast, inside):
    assert cast.minutes.direction is Direction.NEITHER
    for number, target in enumerate((1, 9)):
        set_goal(inside("nora"), aim(baseline=5, target=target), outcome=cast.minutes, submission=str(number))


def test_another_teams_measure_is_no_outcome_here(cast, inside):
    with pytest.raises(NotFoundError):
        set_goal(inside("nora"), aim(), outcome=cast.stranger_measure, submission="x")


def test_new_numbers_stand_beside_the_old_ones_which_are_never_rewritten(inside, goal):
    change_goal(inside("ali"), goal, aim(target=2.0, deadline=date(2027, 6, 30)))
    rows = db.session.scalars(select(GoalTarget).order_by(GoalTarget.id)).all()
    assert [(row.target, row.deadline) for row in rows] == [(2.3, DEADLINE), (2.0, date(2027, 6, 30))]
    assert (lines()[-1].before["target"], lines()[-1].after["target"]) == (2.3, 2.0)


def test_new_words_make_no_new_numbers_and_keep_the_address(inside, goal):
    change_goal(inside("ali"), goal, aim(title="Færre fall", why="To brakk hoften."))
    assert (goal.title, goal.slug, len(goal.targets)) == ("Færre fall", "halvere-fall-med-skade", 1)


def test_words_can_be_changed_after_the_deadline_and_numbers_only_with_a_new_one(inside, goal):
    late = inside("nora", now=NOW.replace(year=2027))
    change_goal(late, goal, aim(why="Vi fortsetter."))
    with pytest.raises(Refused):
        change_goal(late, goal, aim(target=2.0))


def test_no_change_leaves_no_line(inside, goal):
    change_goal(inside("nora"), goal, aim())
    assert len(lines()) == 1


def test_a_closed_goal_comes_last_and_can_be_opened_again(cast, inside, goal):
    access = inside("nora")
    other = set_goal(access, aim(title="Færre trykksår"), outcome=cast.falls, submission="y")
    close_goal(access, goal)
    close_goal(access, goal)
    assert goals(inside("siv")) == [other, goal]
    reopen_goal(access, goal)
    reopen_goal(access, goal)
    assert goals(inside("siv")) == [goal, other]
    assert [line.deed for line in lines()][2:] == [Deed.CHANGED, Deed.CHANGED]


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid"])
def test_whoever_only_reads_changes_nothing(cast, inside, goal, who):
    access = inside(who)
    deeds = [
        lambda: set_goal(access, aim(), outcome=cast.falls, submission="x"),
        lambda: change_goal(access, goal, aim()),
        lambda: close_goal(access, goal),
        lambda: reopen_goal(access, goal),
        lambda: follow(access, goal, {}),
    ]
    for deed in deeds:
        with pytest.raises(ForbiddenError):
            deed()


def test_what_is_followed_carries_its_claim(cast, inside, goal):
    follow(inside("ali"), goal, {cast.chair.id: Claim.RESEARCH, cast.minutes.id: Claim.HYPOTHESIS})
    found = followed(inside("siv"), goal)
    assert [(measure.id, link.claim) for measure, link in found] == [
        (cast.chair.id, Claim.RESEARCH),
        (cast.minutes.id, Claim.HYPOTHESIS),
    ]


def test_a_claim_is_changed_a_measure_dropped_and_the_trail_tells_both(cast, inside, goal):
    access = inside("ali")
    follow(access, goal, {cast.chair.id: Claim.RESEARCH, cast.minutes.id: Claim.HYPOTHESIS})
    follow(access, goal, {cast.chair.id: Claim.LOCAL_EXPERIENCE})
    follow(access, goal, {cast.chair.id: Claim.LOCAL_EXPERIENCE})
    assert [(m.id, link.claim) for m, link in followed(access, goal)] == [(cast.chair.id, Claim.LOCAL_EXPERIENCE)]
    assert len(lines()) == 3
    assert lines()[-1].after == {"measures": {str(cast.chair.id): "local_experience"}}


def test_the_outcome_does_not_follow_itself(cast, inside, goal):
    follow(inside("ali"), goal, {cast.falls.id: Claim.RESEARCH})
    assert followed(inside("ali"), goal) == []


def test_another_teams_measure_is_not_followed(cast, inside, goal):
    with pytest.raises(NotFoundError):
        follow(inside("ali"), goal, {cast.stranger_measure.id: Claim.RESEARCH})


@pytest.mark.parametrize(
    ("baseline", "target", "now", "stand", "percent"),
    [
        (4.7, 2.3, 2.6, Stand.ON_THE_WAY, 88),
        (40, 80, 60, Stand.ON_THE_WAY, 50),
        (40, 80, 40, Stand.ON_THE_WAY, 0),
        (40, 80, 79.9, Stand.ON_THE_WAY, 99),
        (40, 80, 80, Stand.REACHED, 100),
        (40, 80, 95, Stand.REACHED, 100),
        (4.7, 2.3, 2.3, Stand.REACHED, 100),
        (4.7, 2.3, 0, Stand.REACHED, 100),
        (4.7, 2.3, 5.1, Stand.WRONG_WAY, 0),
        (40, 80, 39, Stand.WRONG_WAY, 0),
        (40, 80, None, Stand.UNKNOWN, 0),
        (40, 40, 40, Stand.REACHED, 100),
    ],
)
def test_the_way_is_measured_in_its_own_direction(baseline, target, now, stand, percent):
    found = distance(baseline, target, now)
    assert (found.stand, found.percent) == (stand, percent)


def test_days_are_counted_to_the_deadline_and_past_it():
    assert [days_left(DEADLINE, DEADLINE - timedelta(days=d)) for d in (49, 0, -1)] == [49, 0, -1]


def test_saving_what_is_followed_untouched_reorders_nothing(inside, goal, cast):
    access = inside("ali")
    follow(access, goal, {cast.minutes.id: Claim.HYPOTHESIS, cast.chair.id: Claim.RESEARCH})
    before = [(measure.id, link.position) for measure, link in followed(access, goal)]
    follow(access, goal, {cast.chair.id: Claim.RESEARCH, cast.minutes.id: Claim.HYPOTHESIS})
    assert [(measure.id, link.position) for measure, link in followed(access, goal)] == before
    follow(access, goal, {cast.chair.id: Claim.RESEARCH})
    follow(access, goal, {cast.minutes.id: Claim.HYPOTHESIS, cast.chair.id: Claim.RESEARCH})
    assert [measure.id for measure, _ in followed(access, goal)] == [cast.chair.id, cast.minutes.id]
