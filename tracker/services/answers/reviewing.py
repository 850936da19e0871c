"""Reading answers before anybody else does: approved, with words hidden, rejected, put off, and taken back.

Each deed is one transaction, and says by the version it was read in that nobody decided meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import SQLColumnExpression, func, or_, select, update

from tracker.access.people import OSLO
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.answers import (
    HIDDEN_WORD,
    Answer,
    AnswerState,
    RejectReason,
    ReviewHabit,
)
from tracker.models.answers.scrubbing import scrub_after_commit
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.services.answers.audit_words import ANSWER
from tracker.services.answers.finding import answer_of
from tracker.services.answers.themes import begin_themes, set_themes, themes_of
from tracker.services.answers.words import AnswerWords, reviewed_answers
from tracker.services.audit.log import note
from tracker.services.refusal import Refused
from tracker.services.versions import Outdated, count_version, hold_version, saves_since
from tracker.text.answers.answer_words import hide_words

CLAIMED_FOR = timedelta(minutes=3)
"""So long another reviewer is led past what somebody has open. It keeps nobody from anything."""
SHOWN = 9


class ReviewFault(StrEnum):
    """Why an answer cannot be decided on like this."""

    NO_REASON = "no_reason"


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """What waits, and how far the reading has come today."""

    now: AnswerWords | None
    following: tuple[AnswerWords, ...]
    waiting: int
    read_today: int


@dataclass(frozen=True, slots=True)
class ReadToday:
    """What was decided today."""

    approved: int
    with_hidden: int
    rejected: int


def unread_between(team_ids: Collection[int], first: date, until: date) -> Mapping[int, int]:
    """Count the answers that were sent from one day until another and wait to be read, by team id, in one query.

    Never a word of one: this is what whoever holds a day may know. A team with none is not there.
    """
    waiting = (Answer.state == AnswerState.WAITING, Answer.sent_on >= first, Answer.sent_on < until)
    query = select(Answer.team_id, func.count(Answer.id)).where(Answer.team_id.in_(team_ids), *waiting)
    return {team_id: number for team_id, number in db.session.execute(query.group_by(Answer.team_id))}  # noqa: C416 - rows are no pairs to mypy


def queue(access: TeamAccess, *, asked: str = "") -> ReviewQueue:
    """Return the answer to read now and those after it: the one asked for, else the first that nobody has open."""
    waits = Answer.state == AnswerState.WAITING
    rows = reviewed_answers(access, waits, limit=SHOWN)
    others = _open_elsewhere(access, [row.id for row in rows])
    now = next((row for row in rows if row.public_id == asked), None)
    if now is None and asked:
        now = next(iter(reviewed_answers(access, waits, Answer.public_id == asked)), None)
    if now is None:
        now = next((row for row in rows if row.id not in others), rows[0] if rows else None)
    counted = db.session.execute(
        select(
            func.count(Answer.id).filter(waits),
            func.count(Answer.id).filter(Answer.reviewed_at >= _midnight(access)),
        ).where(Answer.team_id == access.team.id)
    ).one()
    following = tuple(row for row in rows if now is None or row.id != now.id)
    return ReviewQueue(now, following, *counted)


def read_today(access: TeamAccess) -> ReadToday:
    """Count what the team's leaders decided today."""
    access.require(Permission.REVIEW)
    approved, hidden = Answer.state == AnswerState.APPROVED, Answer.hidden_words > 0
    query = select(
        func.count(Answer.id).filter(approved, ~hidden),
        func.count(Answer.id).filter(approved, hidden),
        func.count(Answer.id).filter(Answer.state == AnswerState.REJECTED),
    )
    mine = (Answer.team_id == access.team.id, Answer.reviewed_at >= _midnight(access))
    return ReadToday(*db.session.execute(query.where(*mine)).one())


def last_read(access: TeamAccess, public_id: str) -> AnswerWords | None:
    """Return the answer that was decided on last, to be taken back."""
    undoable = or_(Answer.state != AnswerState.WAITING, Answer.put_off_at.is_not(None))
    return next(iter(reviewed_answers(access, Answer.public_id == public_id, undoable)), None)


def rejected_answers(access: TeamAccess) -> list[AnswerWords]:
    """List what was rejected and is not deleted yet."""
    return reviewed_answers(access, Answer.state == AnswerState.REJECTED)


def approve(access: TeamAccess, public_id: str, *, version: int, hide: Collection[int], themes: Collection[str]) -> int:
    """Let the team read an answer, and everybody where its writer shares it; return how many words were hidden.

    The words are written over here, in the transaction that approves. `themes` are names in addresses.

    Raises:
        Outdated: somebody decided meanwhile.
    """
    row = _waiting(access, public_id, version)
    begin_themes(access)
    wanted = set(themes)
    set_themes(access, row, [theme.id for theme in themes_of(access) if theme.slug in wanted])
    hidden = 0
    if hide:
        words = reviewed_answers(access, Answer.id == row.id)[0].text
        text, hidden = hide_words(words, hide, HIDDEN_WORD)
        row.text = text
        row.hidden_words += hidden
        scrub_after_commit()
    row.state, row.public_from = AnswerState.APPROVED, access.now if row.shared else None
    _decided(access, row)
    note(access, Deed.ACCEPTED, ANSWER, row.id, after={"hidden_words": row.hidden_words})
    return hidden


def reject(access: TeamAccess, public_id: str, *, version: int, reason: RejectReason | None) -> None:
    """Take an answer in no further. It can be brought back until it is deleted.

    Raises:
        Outdated: somebody decided meanwhile.
        Refused: no reason.
    """
    row = _waiting(access, public_id, version)
    if reason is None:
        raise Refused(ReviewFault.NO_REASON, "reason")
    row.state, row.reject_reason, row.public_from = AnswerState.REJECTED, reason, None
    _decided(access, row)
    note(access, Deed.EXCLUDED, ANSWER, row.id, after={"reject_reason": reason.value})


def put_off(access: TeamAccess, public_id: str, *, version: int) -> None:
    """Put an answer last in the queue.

    Raises:
        Outdated: somebody decided meanwhile.
    """
    row = _waiting(access, public_id, version)
    row.put_off_at, row.claimed_by_id, row.claimed_at = access.now, None, None
    count_version(access, row)


def take_back(access: TeamAccess, public_id: str, *, version: int) -> None:
    """Undo a decision: the answer waits again, first in the queue, without the words that were hidden.

    Raises:
        Outdated: somebody decided meanwhile.
    """
    row = _read(access, public_id, version)
    was_decided = row.state is not AnswerState.WAITING
    row.state, row.reject_reason, row.public_from = AnswerState.WAITING, None, None
    row.reviewed_at = row.reviewed_by_id = row.put_off_at = None
    count_version(access, row)
    if was_decided:
        note(access, Deed.RESTORED, ANSWER, row.id)


def claim(access: TeamAccess, public_id: str) -> None:
    """Say that this person has an answer open, so that another reviewer is led to the next one."""
    access.require(Permission.REVIEW)
    mine = (Answer.team_id == access.team.id, Answer.public_id == public_id, Answer.state == AnswerState.WAITING)
    values = {"claimed_by_id": access.user.id, "claimed_at": access.now}
    db.session.execute(update(Answer).where(*mine).values(values), execution_options={"synchronize_session": False})


def uses_keys(access: TeamAccess) -> bool:
    """Return whether single letters do anything for this person."""
    keys = db.session.scalar(select(ReviewHabit.keys).where(ReviewHabit.user_id == access.user.id))
    return keys is not False


def use_keys(access: TeamAccess, *, keys: bool) -> None:
    """Remember whether single letters do anything for this person."""
    access.require(Permission.REVIEW)
    db.session.merge(ReviewHabit(user_id=access.user.id, keys=keys))
    db.session.flush()


def _waiting(access: TeamAccess, public_id: str, version: int) -> Answer:
    row = _read(access, public_id, version)
    if row.state is not AnswerState.WAITING:
        raise Outdated(Answer.__tablename__, saves_since(row, version - 1))
    return row


def _read(access: TeamAccess, public_id: str, version: int) -> Answer:
    access.require(Permission.REVIEW)
    row = answer_of(access, public_id)
    if row.version != version:
        raise Outdated(Answer.__tablename__, saves_since(row, version))
    hold_version(row)
    return row


def _decided(access: TeamAccess, row: Answer) -> None:
    row.reviewed_at, row.reviewed_by_id, row.put_off_at = access.now, access.user.id, None
    row.claimed_by_id, row.claimed_at = None, None
    count_version(access, row)


def _open_elsewhere(access: TeamAccess, ids: Collection[int]) -> set[int]:
    """Return which of these another reviewer has open just now."""
    open_now: tuple[SQLColumnExpression[bool], ...] = (
        Answer.claimed_at > access.now - CLAIMED_FOR,
        Answer.claimed_by_id != access.user.id,
    )
    return set(db.session.scalars(select(Answer.id).where(Answer.id.in_(ids), *open_now)))


def _midnight(access: TeamAccess) -> datetime:
    return datetime.combine(access.today, time(), OSLO)
