"""Threads: begin one, write in it, say that it is answered. Whoever reads may write; only the team says answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.measures import Measure
from tracker.models.threads import Message, Thread
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.locking import lock_team
from tracker.services.measurements.flags import take_flag
from tracker.services.refusal import Refused, refuse_first
from tracker.services.threads.audit_words import MESSAGE, THREAD
from tracker.services.versions import count_version

LONGEST = 1000
_THREAD = ("measure_id", "flag", "first_start", "last_start", "waits")
_STATE = ("waits", "answered_at")
_MESSAGE = ("text", "asks", "answers")


class ThreadFault(StrEnum):
    """Why something cannot be said like this."""

    NO_FIRST = "no_first"
    BACKWARDS = "backwards"
    OFF_CHART = "off_chart"
    MEANWHILE = "meanwhile"


@dataclass(frozen=True, slots=True)
class ThreadPlace:
    """What of a chart a thread is about: nothing named is the whole of it."""

    first: date | None = None
    last: date | None = None
    value: float | None = None
    """What a single point shows now."""
    is_on_chart: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """What a person wrote, what she wants with it, and the form it came from."""

    text: str
    submission: str
    asks: bool = False
    """She asks for an answer."""
    answers: bool = False
    """It answers what was asked."""


def may_answer(access: TeamAccess) -> bool:
    """Tell whether this person may say that a thread is answered: the team that does the work."""
    return access.may(Permission.IMPROVE)


def threads_of(access: TeamAccess, measure: Measure) -> Sequence[Thread]:
    """List the threads of a measure with all their messages, by number, in two queries."""
    access.require(Permission.READ)
    query = select(Thread).where(Thread.team_id == access.team.id, Thread.measure_id == measure.id)
    query = query.options(
        joinedload(Thread.answered_by),
        selectinload(Thread.messages).options(joinedload(Message.by), joinedload(Message.removed_by)),
    )
    return db.session.scalars(query.order_by(Thread.flag)).all()


def begin_thread(access: TeamAccess, measure: Measure | None, place: ThreadPlace, said: NewMessage) -> Thread:
    """Begin a thread with its first message; without a measure it is to the team as a whole.

    The same submission sent twice is one thread.

    Raises:
        Refused: what it is about is not there.
    """
    access.require(Permission.COMMENT)
    lock_team(access)
    query = select(Thread).where(Thread.team_id == access.team.id, Thread.submission == said.submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    refuse_first(
        {
            (ThreadFault.NO_FIRST, "starts"): place.first is None and place.last is not None,
            (ThreadFault.BACKWARDS, "stops"): (
                place.first is not None and place.last is not None and place.last < place.first
            ),
            (ThreadFault.OFF_CHART, "starts"): not place.is_on_chart,
        }
    )
    row = Thread(
        team_id=access.team.id,
        measure_id=None if measure is None else measure.id,
        flag=take_flag(access),
        first_start=place.first,
        last_start=None if place.last == place.first else place.last,
        value=place.value,
        waits=said.asks,
        asked_by_id=access.user.id,
        begun_at=access.now,
        submission=said.submission,
    )
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, THREAD, row.id, label=label_of(row, measure), after=snapshot(row, *_THREAD))
    _say(access, row, measure, said)
    return row


def write_in(access: TeamAccess, thread: Thread, measure: Measure | None, said: NewMessage, *, seen: int) -> Message:
    """Write in a thread; `seen` is the version of it that the writer had before her eyes.

    Who is not told of what another wrote meanwhile would answer something else than she thinks.

    Raises:
        Refused: another has written meanwhile.
        ForbiddenError: only the team says that a question is answered.
    """
    access.require(Permission.COMMENT)
    if said.answers:
        access.require(Permission.IMPROVE)
    lock_team(access)
    query = select(Message).where(Message.thread_id == thread.id, Message.submission == said.submission)
    if (existing := db.session.scalar(query)) is not None:
        return existing
    if thread.version != seen:
        raise Refused(ThreadFault.MEANWHILE, "text")
    before = snapshot(thread, *_STATE)
    said = replace(said, answers=said.answers and thread.waits)  # what nobody asks cannot be answered
    hear(thread, asks=said.asks, answers=said.answers, by_id=access.user.id, at=access.now)
    count_version(access, thread)
    was, became = changes(before, snapshot(thread, *_STATE))
    if became:
        note(access, Deed.CHANGED, THREAD, thread.id, label=label_of(thread, measure), before=was, after=became)
    return _say(access, thread, measure, said)


def hear(thread: Thread, *, asks: bool, answers: bool, by_id: int, at: datetime) -> None:
    """Let a thread stand as a message leaves it: answered, waiting for an answer, or as it stood."""
    if answers:
        thread.waits, thread.answered_at, thread.answered_by_id = False, at, by_id
    elif asks:
        thread.waits, thread.asked_by_id = True, by_id
        thread.answered_at, thread.answered_by_id = None, None


def label_of(thread: Thread, measure: Measure | None) -> str:
    """Return what the trail calls a thread: its number and its measure, where it has one."""
    return str(thread.flag) if measure is None else f"{thread.flag}, {measure.name}"


def _say(access: TeamAccess, thread: Thread, measure: Measure | None, said: NewMessage) -> Message:
    row = Message(
        team_id=access.team.id,
        thread_id=thread.id,
        text=said.text,
        asks=said.asks and not said.answers,
        answers=said.answers,
        by_id=access.user.id,
        written_at=access.now,
        submission=said.submission,
    )
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, MESSAGE, row.id, label=label_of(thread, measure), after=snapshot(row, *_MESSAGE))
    return row
