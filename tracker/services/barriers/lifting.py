"""Lifting a barrier to a leader that the office has named, taking it back, and saying that a promise was not kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import BindParameter, ColumnElement, Select, and_, exists, or_, select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import Leadership, User
from tracker.models.audit import Deed
from tracker.models.barriers import Barrier, BarrierLift, LiftState
from tracker.models.base import db
from tracker.models.organisations import Organisation
from tracker.models.teams import TeamOrganisation
from tracker.services.audit.log import note, snapshot
from tracker.services.barriers.audit_words import BARRIER_LIFT
from tracker.services.barriers.log import BarrierFault, end_lift
from tracker.services.locking import lock_team
from tracker.services.refusal import refuse_first
from tracker.services.versions import count_version

ANSWER_WITHIN = timedelta(days=14)
"""How long a leader has, where nothing else is said."""
_COLUMNS = ("to_id", "organisation_id", "first_due", "due", "state")
_STATE = ("due", "state")


@dataclass(frozen=True, slots=True)
class NamedLeader:
    """A leader to whom a barrier can be lifted: in one organisation of the team."""

    id: int
    """Of what names her: a person may lead in several organisations."""
    user_id: int
    name: str
    organisation_id: int
    organisation: str


def leaders_for(access: TeamAccess) -> Sequence[NamedLeader]:
    """List to whom the team can lift a barrier, by name, in one query."""
    access.require(Permission.READ_BARRIERS)
    homes = select(TeamOrganisation.organisation_id).where(TeamOrganisation.team_id == access.team.id)
    return _named(_LEADERS.where(Leadership.organisation_id.in_(homes)))


def leaders_in(organisation_id: int, *, but_for: int) -> Sequence[NamedLeader]:
    """List the other leaders of an organisation, by name, in one query."""
    return _named(_LEADERS.where(Leadership.organisation_id == organisation_id, Leadership.user_id != but_for))


_LEADERS = (
    select(Leadership.id, User.id, User.name, Organisation.id, Organisation.name)
    .join(User, User.id == Leadership.user_id)
    .join(Organisation, Organisation.id == Leadership.organisation_id)
    .where(User.is_active)
    .order_by(User.name, Organisation.name, Leadership.id)
)


def _named(query: Select[int, int, str, int, str]) -> Sequence[NamedLeader]:
    return [NamedLeader(*row) for row in db.session.execute(query)]


def label_of(title: str, leader: str) -> str:
    """Return what the trail calls a lift: the barrier and whom it is lifted to."""
    return f"{title} · {leader}"


def can_be_answered() -> ColumnElement[bool]:
    """Return the SQL condition on `BarrierLift`: whoever it is lifted to is a leader of the team's still.

    She leads in the organisation, with an open account, and the team belongs there.
    """
    return exists().where(
        Leadership.user_id == BarrierLift.to_id,
        Leadership.organisation_id == BarrierLift.organisation_id,
        User.id == Leadership.user_id,
        User.is_active,
        TeamOrganisation.team_id == BarrierLift.team_id,
        TeamOrganisation.organisation_id == BarrierLift.organisation_id,
    )


def awaits_answer(today: date | BindParameter[date]) -> ColumnElement[bool]:
    """Return the SQL condition on `BarrierLift` that `LiftState.awaits_answer` is of one row."""
    put_off = and_(BarrierLift.state == LiftState.NOT_NOW, BarrierLift.due <= today)
    return or_(BarrierLift.state == LiftState.WAITING, put_off)


def is_promise_due(today: date | BindParameter[date]) -> ColumnElement[bool]:
    """Return the SQL condition on `BarrierLift` that `LiftState.is_promise_due` is of one row."""
    return and_(BarrierLift.state == LiftState.PROMISED, BarrierLift.due <= today)


def without_leader(access: TeamAccess) -> frozenset[int]:
    """Return which lifts of the team are to somebody who is no leader there any more, in one query."""
    access.require(Permission.READ_BARRIERS)
    query = select(BarrierLift.id).where(
        BarrierLift.team_id == access.team.id,
        BarrierLift.ended_at.is_(None),
        ~can_be_answered(),
    )
    return frozenset(db.session.scalars(query))


def lift(access: TeamAccess, row: Barrier, leader: NamedLeader, *, due: date, submission: str) -> BarrierLift:
    """Lift a barrier to a leader; one that it was lifted to before has it no longer.

    The same submission sent twice is one lift.

    Raises:
        Refused: the barrier is gone, or the day is past.
    """
    access.require(Permission.IMPROVE)
    lock_team(access)
    query = select(BarrierLift).where(BarrierLift.team_id == access.team.id, BarrierLift.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    refuse_first(
        {(BarrierFault.IS_GONE, None): row.gone_on is not None, (BarrierFault.PAST, "due"): due < access.today}
    )
    end_lift(access, row)
    made = BarrierLift(
        team_id=access.team.id,
        barrier_id=row.id,
        organisation_id=leader.organisation_id,
        to_id=leader.user_id,
        by_id=access.user.id,
        lifted_at=access.now,
        first_due=due,
        due=due,
        submission=submission,
    )
    db.session.add(made)
    db.session.flush()
    note(
        access,
        Deed.CREATED,
        BARRIER_LIFT,
        made.id,
        label=label_of(row.title, leader.name),
        after=snapshot(made, *_COLUMNS),
    )
    return made


def take_back(access: TeamAccess, row: Barrier) -> None:
    """Take a lifted barrier back: the team works with it itself."""
    access.require(Permission.IMPROVE)
    end_lift(access, row)


def say_not_done(access: TeamAccess, row: Barrier) -> bool:
    """Say that what a leader promised, or said was done, is not: it waits for her answer again.

    False where nothing was promised, or it was told already.
    """
    access.require(Permission.IMPROVE)
    held = row.lift
    if held is None or held.state not in {LiftState.PROMISED, LiftState.DONE}:
        return False
    before = snapshot(held, *_STATE)
    held.state, held.due = LiftState.WAITING, access.today + ANSWER_WITHIN
    count_version(access, held)
    note(access, Deed.CHANGED, BARRIER_LIFT, held.id, label=row.title, before=before, after=snapshot(held, *_STATE))
    return True
