"""«Kjenner du deg igjen?»: what a representative says of a chart, which becomes a bubble there that the team answers.

Her words are a thread like any other: one place to answer, one kind of bubble, one notification.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.measures import Measure
from tracker.models.representatives import Recognised, Recognition
from tracker.models.threads import Message, Thread
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.locking import lock_team
from tracker.services.representatives.audit_words import RECOGNITION
from tracker.services.threads.threads import NewMessage, ThreadPlace, begin_thread, write_in

_TOLD = ("measure_id", "answer")
ASKS = frozenset({Recognised.PARTLY, Recognised.NO})
"""Answers that the team must reply to, also where nothing more was written."""


def own_recognition(access: TeamAccess, measure: Measure) -> Recognition | None:
    """Return what this person has said of a measure, if anything."""
    return db.session.scalar(
        select(Recognition).where(Recognition.measure_id == measure.id, Recognition.user_id == access.user.id)
    )


def recognitions_of(access: TeamAccess) -> Sequence[Recognition]:
    """List what the representatives say of the team's measures, with its thread and messages, in three queries."""
    access.require(Permission.COMMENT)
    query = select(Recognition).where(Recognition.team_id == access.team.id)
    query = query.options(
        joinedload(Recognition.user),
        selectinload(Recognition.thread).selectinload(Thread.messages).joinedload(Message.by),
    )
    return db.session.scalars(query.order_by(Recognition.said_at, Recognition.id)).all()


def recognise(
    access: TeamAccess,
    measure: Measure,
    place: ThreadPlace,
    answer: Recognised,
    *,
    sentence: str,
    text: str,
    submission: str,
) -> Recognition:
    """Say whether she knows a chart again; `sentence` says the same in words, where she wrote none of her own.

    It becomes a bubble on the chart, or one more message in the bubble she has there. The team must answer what she
    wrote, and a «nei» or «delvis» without words.
    """
    access.require(Permission.REPRESENT)
    lock_team(access)
    row = own_recognition(access, measure)
    said = NewMessage(text=text or sentence, submission=submission, asks=bool(text) or answer in ASKS)
    thread = None if row is None or row.thread_id is None else access.one(Thread, row.thread_id)
    if thread is None:
        thread = begin_thread(access, measure, place, said)
    else:
        write_in(access, thread, measure, said, seen=thread.version)
    if row is None:
        row = Recognition(
            team_id=access.team.id,
            measure_id=measure.id,
            user_id=access.user.id,
            answer=answer,
            thread_id=thread.id,
            said_at=access.now,
        )
        db.session.add(row)
        db.session.flush()
        note(access, Deed.CREATED, RECOGNITION, row.id, label=measure.name, after=snapshot(row, *_TOLD))
        return row
    before = snapshot(row, *_TOLD)
    row.answer, row.thread_id, row.said_at = answer, thread.id, access.now
    was, became = changes(before, snapshot(row, *_TOLD))
    if became:
        note(access, Deed.CHANGED, RECOGNITION, row.id, label=measure.name, before=was, after=became)
    db.session.flush()
    return row
