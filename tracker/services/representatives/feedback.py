"""What is said between a team and its representatives, and what each has seen of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Effect
from tracker.models.accounts import Role
from tracker.models.base import db
from tracker.models.improvement import Intervention
from tracker.models.measures import Measure
from tracker.models.notifications import MeasureSignal
from tracker.models.representatives import FeedbackVisit
from tracker.models.teams import Membership
from tracker.models.threads import Message, Thread
from tracker.services.teams.invitations import REPRESENTATIVES

MOST = 10
"""So much of each kind is told as new; the rest is found where it happened."""


@dataclass(frozen=True, slots=True)
class WrittenThread:
    """A thread with all its messages, and the measure it is about, if any."""

    thread: Thread
    measure: Measure | None


@dataclass(frozen=True, slots=True)
class CameSignal:
    """A signal that came to a measure of the team and still stands."""

    measure: Measure
    effect: Effect


def last_visit(access: TeamAccess) -> datetime | None:
    """Return when this person last said that she had seen what is new; None where she never has."""
    return db.session.scalar(
        select(FeedbackVisit.at).where(FeedbackVisit.team_id == access.team.id, FeedbackVisit.user_id == access.user.id)
    )


def mark_visit(access: TeamAccess) -> None:
    """Remember that this person has seen what is new until now."""
    access.require(Permission.COMMENT)
    own = FeedbackVisit.team_id == access.team.id, FeedbackVisit.user_id == access.user.id
    db.session.execute(delete(FeedbackVisit).where(*own))
    db.session.add(FeedbackVisit(team_id=access.team.id, user_id=access.user.id, at=access.now))
    db.session.flush()


def written_threads(access: TeamAccess) -> Sequence[WrittenThread]:
    """List what was written to the team as a whole, and what its representatives wrote of charts, in two queries."""
    access.require(Permission.COMMENT)
    speaks = select(Membership.user_id).where(
        Membership.team_id == access.team.id, Membership.role.in_(REPRESENTATIVES)
    )
    query = (
        select(Thread, Measure)
        .outerjoin(Measure, Measure.id == Thread.measure_id)
        .where(
            Thread.team_id == access.team.id,
            or_(Thread.measure_id.is_(None), Thread.asked_by_id.in_(speaks)),
            Measure.archived_at.is_(None),
        )
        .options(
            joinedload(Thread.answered_by),
            selectinload(Thread.messages).options(joinedload(Message.by), joinedload(Message.removed_by)),
        )
        .order_by(Thread.id)
    )
    return [WrittenThread(thread, measure) for thread, measure in db.session.execute(query)]


def new_interventions(access: TeamAccess, *, since: datetime) -> Sequence[Intervention]:
    """List the interventions that were written down since a moment, the latest first, in one query."""
    access.require(Permission.READ)
    query = select(Intervention).where(Intervention.team_id == access.team.id, Intervention.created_at > since)
    return db.session.scalars(query.order_by(Intervention.id.desc()).limit(MOST)).all()


def new_signals_of(access: TeamAccess, *, since: datetime) -> Sequence[CameSignal]:
    """List the signals that came to the team's measures since a moment and stand still, in one query."""
    access.require(Permission.READ)
    query = (
        select(Measure, MeasureSignal.effect)
        .join(MeasureSignal, MeasureSignal.measure_id == Measure.id)
        .where(
            Measure.team_id == access.team.id,
            Measure.archived_at.is_(None),
            MeasureSignal.appeared_at > since,
            MeasureSignal.gone_at.is_(None),
        )
        .order_by(MeasureSignal.appeared_at.desc(), MeasureSignal.id.desc())
        .limit(MOST)
    )
    return [CameSignal(measure, effect) for measure, effect in db.session.execute(query)]


def speakers_of(access: TeamAccess) -> Sequence[Membership]:
    """List who speaks for patients and next of kin in the team now, by role and name, in one query."""
    access.require(Permission.READ)
    query = select(Membership).where(
        Membership.team_id == access.team.id, Membership.role.in_(REPRESENTATIVES), Membership.left_on.is_(None)
    )
    rows = db.session.scalars(query.options(joinedload(Membership.user))).all()
    return sorted(rows, key=lambda row: (row.role is not Role.USER_REPRESENTATIVE, row.user.name))
