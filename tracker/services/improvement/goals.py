"""Goals: less harm, from a number to a number by a day; the history of those numbers; and what is followed beside them.

Baselines and targets come as they are typed (a share in percent) and are stored as `values.to_stored` says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Direction
from tracker.models.audit import Deed
from tracker.models.base import Json, db
from tracker.models.improvement import AdverseEventCategory, Claim, Goal, GoalMeasure, GoalTarget
from tracker.models.measures import Measure
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.improvement.audit_words import GOAL
from tracker.services.locking import lock_team
from tracker.services.measures.targets import set_target
from tracker.services.measures.values import least, most, to_stored
from tracker.services.refusal import refuse_first
from tracker.services.versions import count_version
from tracker.text.slugs import slug_of


class AimFault(StrEnum):
    """Why a goal's numbers cannot hold."""

    SAME = "same"
    WRONG_WAY = "wrong_way"
    BASELINE_BELOW = "baseline_below"
    BASELINE_ABOVE = "baseline_above"
    TARGET_BELOW = "target_below"
    TARGET_ABOVE = "target_above"
    DEADLINE_PASSED = "deadline_passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is said of a goal: its words, and its numbers as they are typed."""

    title: str
    category: AdverseEventCategory
    why: str = ""
    baseline: float
    target: float
    deadline: date


def goals(access: TeamAccess) -> Sequence[Goal]:
    """List the team's goals with targets and outcome measure: open ones first, the oldest on top."""
    access.require(Permission.READ)
    query = select(Goal).where(Goal.team_id == access.team.id).order_by(Goal.id)
    rows = db.session.scalars(query.options(selectinload(Goal.targets), selectinload(Goal.outcome))).all()
    return sorted(rows, key=lambda row: row.closed_at is not None)


@dataclass(frozen=True, slots=True)
class GoalName:
    """A goal as a link names it."""

    id: int
    slug: str
    title: str


def open_goals(access: TeamAccess) -> list[GoalName]:
    """List the names of the goals the team is working for, in one query."""
    access.require(Permission.READ)
    query = select(Goal.id, Goal.slug, Goal.title).where(Goal.team_id == access.team.id, Goal.closed_at.is_(None))
    return [GoalName(*row) for row in db.session.execute(query.order_by(Goal.id))]


def teams_with_goals(doors: Sequence[TeamAccess]) -> set[int]:
    """Return the ids of those of the teams that work for a goal, in one query."""
    for access in doors:
        access.require(Permission.READ)
    query = select(Goal.team_id).where(Goal.team_id.in_([door.team.id for door in doors]), Goal.closed_at.is_(None))
    return set(db.session.scalars(query))


def set_goal(access: TeamAccess, aim: Aim, *, outcome: Measure, submission: str) -> Goal:
    """Set a goal on an outcome measure, whose own target it becomes: chart and goal page then show the same line.

    The same submission sent twice gives the same row.

    Raises:
        Refused: its numbers cannot hold.
    """
    access.require(Permission.IMPROVE)
    lock_team(access)
    query = select(Goal).where(Goal.team_id == access.team.id, Goal.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    if outcome.team_id != access.team.id:
        raise NotFoundError("measure")
    _check(access, aim, outcome)
    row = Goal(
        team_id=access.team.id,
        title=aim.title,
        slug=slug_of(aim.title, otherwise="goal"),
        category=aim.category,
        why=aim.why,
        outcome_id=outcome.id,
        created_at=access.now,
        submission=submission,
    )
    row.targets = [_target(access, aim, outcome)]
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, GOAL, row.id, label=row.title, after=_whole(row))
    _aim_outcome(access, outcome, row.targets[-1])
    return row


def change_goal(access: TeamAccess, row: Goal, aim: Aim) -> None:
    """Change a goal's words or numbers. New numbers are a new row beside the old ones, which are never rewritten.

    Raises:
        Refused: its numbers cannot hold.
    """
    access.require(Permission.IMPROVE)
    before = _whole(row)
    row.title, row.category, row.why = aim.title, aim.category, aim.why
    now, wanted = row.targets[-1], _target(access, aim, row.outcome)
    if (now.baseline, now.target, now.deadline) != (wanted.baseline, wanted.target, wanted.deadline):
        _check(access, aim, row.outcome)
        row.targets.append(wanted)
        _aim_outcome(access, row.outcome, wanted)
    db.session.flush()
    _note_change(access, row, before)


def close_goal(access: TeamAccess, row: Goal) -> None:
    """Close a goal: it is kept, and shown below the open ones."""
    access.require(Permission.IMPROVE)
    if row.closed_at is None:
        before = _whole(row)
        row.closed_at = access.now
        _note_change(access, row, before)


def reopen_goal(access: TeamAccess, row: Goal) -> None:
    """Open a closed goal again."""
    access.require(Permission.IMPROVE)
    if row.closed_at is not None:
        before = _whole(row)
        row.closed_at = None
        _note_change(access, row, before)


def followed(access: TeamAccess, goal: Goal) -> list[tuple[Measure, GoalMeasure]]:
    """List what is followed beside the outcome, with the claim of each link, in the measures' own order."""
    access.require(Permission.READ)
    query = select(Measure, GoalMeasure).join(GoalMeasure, GoalMeasure.measure_id == Measure.id)
    query = query.where(GoalMeasure.goal_id == goal.id, GoalMeasure.team_id == access.team.id)
    query = query.order_by(GoalMeasure.position, Measure.position, Measure.id)
    query = query.options(selectinload(Measure.targets))
    return [(measure, link) for measure, link in db.session.execute(query)]


def follow(access: TeamAccess, goal: Goal, claims: Mapping[int, Claim]) -> None:
    """Say which measures are followed for a goal beside its outcome, and how strong each link is claimed.

    Those that are followed already keep their places; new ones come after them, in the order they are named.

    Raises:
        NotFoundError: a measure is not the team's.
    """
    access.require(Permission.IMPROVE)
    lock_team(access)
    links = {measure.id: link for measure, link in followed(access, goal)}
    before = {"measures": {str(measure_id): link.claim.value for measure_id, link in links.items()}}
    own = select(Measure.id).where(Measure.team_id == access.team.id, Measure.id.in_(claims))
    if len(db.session.scalars(own).all()) != len(claims):
        raise NotFoundError("measure")
    for measure_id, link in links.items():
        if measure_id not in claims:
            db.session.delete(link)
    place = max((link.position for link in links.values()), default=-1)
    for measure_id, claim in claims.items():
        if measure_id == goal.outcome_id:
            continue
        row = links.get(measure_id)
        if row is None:
            place += 1
            row = GoalMeasure(team_id=access.team.id, goal_id=goal.id, measure_id=measure_id, position=place)
            db.session.add(row)
        row.claim = claim
    db.session.flush()
    after = {"measures": {str(m.id): link.claim.value for m, link in followed(access, goal)}}
    if before != after:
        count_version(access, goal)
        note(access, Deed.CHANGED, GOAL, goal.id, label=goal.title, before=before, after=after)


def _check(access: TeamAccess, aim: Aim, outcome: Measure) -> None:
    """Hold the numbers to the measure's own scale and wished direction."""
    low, high = least(outcome), most(outcome)
    falls = aim.target < aim.baseline
    refuse_first(
        {
            (AimFault.BASELINE_BELOW, "baseline"): low is not None and aim.baseline < low,
            (AimFault.BASELINE_ABOVE, "baseline"): high is not None and aim.baseline > high,
            (AimFault.TARGET_BELOW, "target"): low is not None and aim.target < low,
            (AimFault.TARGET_ABOVE, "target"): high is not None and aim.target > high,
            (AimFault.SAME, "target"): aim.target == aim.baseline,
            (AimFault.WRONG_WAY, "target"): outcome.direction is (Direction.HIGHER if falls else Direction.LOWER),
            (AimFault.DEADLINE_PASSED, "deadline"): aim.deadline < access.today,
        }
    )


def _target(access: TeamAccess, aim: Aim, outcome: Measure) -> GoalTarget:
    return GoalTarget(
        team_id=access.team.id,
        baseline=to_stored(outcome, aim.baseline),
        target=to_stored(outcome, aim.target),
        deadline=aim.deadline,
        valid_from=access.today,
        set_by_id=access.user.id,
        set_at=access.now,
    )


def _aim_outcome(access: TeamAccess, outcome: Measure, aim: GoalTarget) -> None:
    """Let the goal's number be the outcome's target from today."""
    if set_target(access, outcome, value=aim.target, deadline=aim.deadline):
        count_version(access, outcome)


def _note_change(access: TeamAccess, row: Goal, before: Json) -> None:
    old, new = changes(before, _whole(row))
    if new:
        count_version(access, row)
        note(access, Deed.CHANGED, GOAL, row.id, label=row.title, before=old, after=new)


def _whole(row: Goal) -> Json:
    words = snapshot(row, "title", "category", "why", "outcome_id", "closed_at")
    return words | snapshot(row.targets[-1], "baseline", "target", "deadline")
