"""The leader's side: what is lifted to her, her answers, each with a day, and sending one on to another leader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.access.organisation import OrganisationAccess
from tracker.access.people import NotFoundError, local_day
from tracker.access.permissions import Permission
from tracker.models.accounts import Role
from tracker.models.audit import Deed
from tracker.models.barriers import AnswerKind, Barrier, BarrierLift, LeaderAnswer, LiftState
from tracker.models.base import db
from tracker.models.teams import Team
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.barriers.audit_words import BARRIER_ANSWER, BARRIER_LIFT
from tracker.services.barriers.lifting import NamedLeader, awaits_answer, label_of
from tracker.services.barriers.log import BarrierFault
from tracker.services.refusal import refuse_first
from tracker.services.versions import count_version

_STATE = ("due", "state")
_ANSWER = ("kind", "text", "who", "due")
_STATES = {
    AnswerKind.SOLVES: LiftState.PROMISED,
    AnswerKind.MORE_TIME: LiftState.WAITING,
    AnswerKind.NOT_NOW: LiftState.NOT_NOW,
    AnswerKind.DONE: LiftState.DONE,
}
_IN_WORDS = frozenset({AnswerKind.SOLVES, AnswerKind.NOT_NOW})
"""Answers that say what happens, or why not."""


@dataclass(frozen=True, slots=True)
class LiftedBarrier:
    """A lift with its barrier and its team."""

    lift: BarrierLift
    barrier: Barrier
    team: Team


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """What a leader answers."""

    kind: AnswerKind
    due: date
    text: str = ""
    who: str = ""


def lifted_in(access: OrganisationAccess) -> Sequence[LiftedBarrier]:
    """List what is lifted in the organisation and holds, what is due first on top, in three queries.

    Her advisor reads all of it; a leader what is lifted to her.
    """
    access.require(Permission.READ_LIFTED)
    query = _lifted(access).order_by(BarrierLift.due, BarrierLift.id)
    return [LiftedBarrier(*row) for row in db.session.execute(query)]


def count_awaiting(access: OrganisationAccess) -> int | None:
    """Count what waits for an answer of this leader, in one query; None where she answers nothing here."""
    if not access.may(Permission.ANSWER_LIFTED):
        return None
    query = select(func.count()).select_from(BarrierLift)
    query = query.where(*_here(access), BarrierLift.to_id == access.user.id, awaits_answer(access.today))
    return db.session.scalar(query) or 0


@dataclass(frozen=True, slots=True)
class AnsweredInTime:
    """How many of the barriers whose first day is this year a leader answered by it."""

    in_time: int
    number: int


def answered_in_time(access: OrganisationAccess) -> AnsweredInTime:
    """Count what was lifted to this leader and had its first day this year, in one query.

    What waits and is not late yet is not counted, nor what the team took back before anybody answered.
    """
    access.require(Permission.ANSWER_LIFTED)
    first = func.min(LeaderAnswer.at)
    query = (
        select(BarrierLift.first_due, first)
        .outerjoin(LeaderAnswer, LeaderAnswer.lift_id == BarrierLift.id)
        .where(
            BarrierLift.organisation_id == access.organisation.id,
            BarrierLift.to_id == access.user.id,
            BarrierLift.first_due >= access.today.replace(month=1, day=1),
        )
        .group_by(BarrierLift.id, BarrierLift.first_due)
        .having(or_(first.is_not(None), and_(BarrierLift.ended_at.is_(None), BarrierLift.first_due < access.today)))
    )
    days = [(due, None if at is None else local_day(at)) for due, at in db.session.execute(query)]
    return AnsweredInTime(sum(day is not None and day <= due for due, day in days), len(days))


def lifted_to(access: OrganisationAccess, lift_id: int) -> LiftedBarrier:
    """Return one that is lifted to this leader.

    Raises:
        NotFoundError: there is none, or it is another's to answer.
    """
    access.require(Permission.ANSWER_LIFTED)
    row = db.session.execute(
        _lifted(access).where(BarrierLift.id == lift_id, BarrierLift.to_id == access.user.id)
    ).one_or_none()
    if row is None:
        raise NotFoundError(lift_id)
    return LiftedBarrier(*row)


def _here(access: OrganisationAccess) -> tuple[ColumnElement[bool], ...]:
    """Return the SQL conditions on `BarrierLift` for what is lifted in the organisation and holds."""
    return (
        BarrierLift.organisation_id == access.organisation.id,
        BarrierLift.team_id.in_(access.team_ids()),
        BarrierLift.ended_at.is_(None),
    )


def _lifted(access: OrganisationAccess) -> Select[BarrierLift, Barrier, Team]:
    query = (
        select(BarrierLift, Barrier, Team)
        .join(Barrier, Barrier.id == BarrierLift.barrier_id)
        .join(Team, Team.id == BarrierLift.team_id)
        .where(*_here(access))
        .options(
            joinedload(BarrierLift.to),
            joinedload(BarrierLift.by),
            selectinload(BarrierLift.answers).joinedload(LeaderAnswer.by),
            joinedload(Barrier.measure),
            joinedload(Barrier.intervention),
        )
    )
    return query if Role.ADVISOR in access.roles else query.where(BarrierLift.to_id == access.user.id)


def give_answer(
    access: OrganisationAccess, found: LiftedBarrier, facts: AnswerFacts, *, seen: int, submission: str
) -> LeaderAnswer:
    """Answer a lifted barrier; `seen` is the version of the lift that the leader had before her eyes.

    The same submission sent twice is one answer.

    Raises:
        Refused: something moved it meanwhile, its day is past, or it lacks words or a name.
    """
    access.require(Permission.ANSWER_LIFTED)
    lift = found.lift
    query = select(LeaderAnswer).where(LeaderAnswer.lift_id == lift.id, LeaderAnswer.submission == submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    refuse_first(
        {
            (BarrierFault.MEANWHILE, None): lift.version != seen,
            (BarrierFault.PAST, "due"): facts.due < access.today,
            (BarrierFault.NO_WORDS, "text"): facts.kind in _IN_WORDS and not facts.text,
            (BarrierFault.NOBODY, "who"): facts.kind is AnswerKind.SOLVES and not facts.who,
        }
    )
    return _answer(access, found, facts, submission=submission)


def say_done(access: OrganisationAccess, found: LiftedBarrier) -> bool:
    """Say that what was promised is done. The team says whether the barrier is gone.

    False where nothing is promised, or it was told already.
    """
    access.require(Permission.ANSWER_LIFTED)
    if found.lift.state is not LiftState.PROMISED:
        return False
    _answer(access, found, AnswerFacts(kind=AnswerKind.DONE, due=access.today), submission=None)
    return True


def _answer(
    access: OrganisationAccess, found: LiftedBarrier, facts: AnswerFacts, *, submission: str | None
) -> LeaderAnswer:
    lift, label = found.lift, found.barrier.title
    before = snapshot(lift, *_STATE)
    lift.state, lift.due, lift.answered_at = _STATES[facts.kind], facts.due, access.now
    count_version(access, lift)
    row = LeaderAnswer(
        team_id=lift.team_id,
        lift_id=lift.id,
        kind=facts.kind,
        text=facts.text,
        who=facts.who if facts.kind is AnswerKind.SOLVES else "",
        due=facts.due,
        by_id=access.user.id,
        at=access.now,
        submission=submission,
    )
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, BARRIER_ANSWER, row.id, team_id=lift.team_id, label=label, after=snapshot(row, *_ANSWER))
    was, became = changes(before, snapshot(lift, *_STATE))
    if became:
        note(access, Deed.CHANGED, BARRIER_LIFT, lift.id, team_id=lift.team_id, label=label, before=was, after=became)
    return row


def pass_on(access: OrganisationAccess, found: LiftedBarrier, leader: NamedLeader) -> None:
    """Send a lifted barrier on to another leader of the organisation. Its days stay as they were."""
    access.require(Permission.ANSWER_LIFTED)
    lift = found.lift
    if leader.user_id == lift.to_id:
        return
    before = snapshot(lift, "to_id")
    lift.to_id = leader.user_id
    count_version(access, lift)
    note(
        access,
        Deed.CHANGED,
        BARRIER_LIFT,
        lift.id,
        team_id=lift.team_id,
        label=label_of(found.barrier.title, leader.name),
        before=before,
        after=snapshot(lift, "to_id"),
    )
