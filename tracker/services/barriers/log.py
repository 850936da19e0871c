"""The team's log of barriers: write one down, change it, say that it is gone, take it up again, remove a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.barriers import Barrier, BarrierKind, BarrierLift, LeaderAnswer
from tracker.models.base import db
from tracker.models.improvement import Intervention
from tracker.models.measures import Measure
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.barriers.audit_words import BARRIER, BARRIER_LIFT
from tracker.services.locking import lock_team
from tracker.services.refusal import refuse_first
from tracker.services.versions import count_version, forget_versions

_COLUMNS = ("title", "kind", "effect", "tried", "since", "measure_id", "intervention_id", "gone_on", "gone_how")


class BarrierFault(StrEnum):
    """Why a barrier cannot be written down, lifted or answered like this."""

    NOT_YET = "not_yet"
    BEFORE = "before"
    IS_GONE = "is_gone"
    PAST = "past"
    NO_WORDS = "no_words"
    NOBODY = "nobody"
    MEANWHILE = "meanwhile"


@dataclass(frozen=True, slots=True, kw_only=True)
class BarrierFacts:
    """What is said of a barrier, and the one thing it touches, if any (ids)."""

    title: str
    kind: BarrierKind
    effect: str = ""
    tried: str = ""
    since: date | None = None
    measure_id: int | None = None
    intervention_id: int | None = None


def barriers_of(access: TeamAccess) -> Sequence[Barrier]:
    """List all barriers of a team, the newest first, with their lifts and answers, in three queries."""
    access.require(Permission.READ_BARRIERS)
    query = select(Barrier).where(Barrier.team_id == access.team.id)
    query = query.options(
        joinedload(Barrier.created_by),
        joinedload(Barrier.measure),
        joinedload(Barrier.intervention),
        selectinload(Barrier.lifts).options(
            joinedload(BarrierLift.to), selectinload(BarrierLift.answers).joinedload(LeaderAnswer.by)
        ),
    )
    return db.session.scalars(query.order_by(Barrier.id.desc())).all()


def write_down(access: TeamAccess, facts: BarrierFacts, *, submission: str) -> Barrier:
    """Write a barrier down. The same submission sent twice is one barrier.

    Raises:
        Refused: it begins later than today.
        NotFoundError: what it touches is not the team's.
    """
    access.require(Permission.IMPROVE)
    lock_team(access)
    query = select(Barrier).where(Barrier.team_id == access.team.id, Barrier.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    row = Barrier(
        team_id=access.team.id,
        gone_how="",
        created_by_id=access.user.id,
        created_at=access.now,
        submission=submission,
    )
    _write(access, row, facts)
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, BARRIER, row.id, label=row.title, after=snapshot(row, *_COLUMNS))
    return row


def change_barrier(access: TeamAccess, row: Barrier, facts: BarrierFacts) -> None:
    """Change what is said of a barrier.

    Raises:
        Refused: it begins later than today, or after it was gone.
        NotFoundError: what it touches is not the team's.
    """
    access.require(Permission.IMPROVE)
    before = snapshot(row, *_COLUMNS)
    _write(access, row, facts)
    _note_change(access, row, before)


def say_gone(access: TeamAccess, row: Barrier, *, on: date, how: str) -> None:
    """Say that a barrier is not in the way any more, and what solved it; a lift of it ends.

    Raises:
        Refused: the day is later than today, or before it began.
    """
    access.require(Permission.IMPROVE)
    refuse_first(
        {(BarrierFault.NOT_YET, "gone_on"): on > access.today, (BarrierFault.BEFORE, "gone_on"): on < row.since}
    )
    before = snapshot(row, *_COLUMNS)
    row.gone_on, row.gone_how = on, how
    _note_change(access, row, before)
    end_lift(access, row)


def bring_back(access: TeamAccess, row: Barrier) -> None:
    """Take a barrier up again that was said to be gone: it is the team's own until it is lifted anew."""
    access.require(Permission.IMPROVE)
    before = snapshot(row, *_COLUMNS)
    row.gone_on, row.gone_how = None, ""
    _note_change(access, row, before)


def remove_barrier(access: TeamAccess, row: Barrier) -> None:
    """Remove a barrier that was written down by mistake, with its lifts and answers. The trail keeps it."""
    access.require(Permission.IMPROVE)
    note(access, Deed.REMOVED, BARRIER, row.id, label=row.title, before=snapshot(row, *_COLUMNS))
    lifts = db.session.scalars(select(BarrierLift).where(BarrierLift.barrier_id == row.id)).all()
    answers = select(LeaderAnswer).where(LeaderAnswer.lift_id.in_([lift.id for lift in lifts]))
    for answer in db.session.scalars(answers).all():
        db.session.delete(answer)
    db.session.flush()
    for lift in lifts:
        forget_versions(lift)
        db.session.delete(lift)
    db.session.flush()
    forget_versions(row)
    db.session.delete(row)
    db.session.flush()


def end_lift(access: TeamAccess, row: Barrier) -> None:
    """Let the lift of a barrier end, where there is one."""
    query = select(BarrierLift).where(BarrierLift.barrier_id == row.id, BarrierLift.ended_at.is_(None))
    lift = db.session.scalar(query)
    if lift is None:
        return
    lift.ended_at = access.now
    count_version(access, lift)
    note(
        access,
        Deed.CHANGED,
        BARRIER_LIFT,
        lift.id,
        label=row.title,
        before={"ended_at": None},
        after=snapshot(lift, "ended_at"),
    )


def _write(access: TeamAccess, row: Barrier, facts: BarrierFacts) -> None:
    since = facts.since or row.since or access.today
    refuse_first(
        {
            (BarrierFault.NOT_YET, "since"): since > access.today,
            (BarrierFault.BEFORE, "since"): row.gone_on is not None and since > row.gone_on,
        }
    )
    if facts.measure_id is not None:
        access.one(Measure, facts.measure_id)
    if facts.intervention_id is not None:
        access.one(Intervention, facts.intervention_id)
    row.title, row.kind, row.effect, row.tried, row.since = facts.title, facts.kind, facts.effect, facts.tried, since
    row.measure_id, row.intervention_id = facts.measure_id, facts.intervention_id


def _note_change(access: TeamAccess, row: Barrier, before: dict[str, object]) -> None:
    was, became = changes(before, snapshot(row, *_COLUMNS))
    if became:
        count_version(access, row)
        note(access, Deed.CHANGED, BARRIER, row.id, label=row.title, before=was, after=became)
