"""Messages after they are written: their writer may change or undo one for an hour; later a removal leaves a mark."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from tracker.access.people import ForbiddenError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.measures import Measure
from tracker.models.threads import Message, Thread
from tracker.services.audit.log import note, snapshot
from tracker.services.threads.audit_words import MESSAGE, THREAD
from tracker.services.threads.threads import hear, label_of
from tracker.services.versions import count_version, forget_versions, hold_version

FRESH = timedelta(hours=1)
"""How long a message is its writer's own to change, or to take back as if it had not been there."""


def is_fresh(access: TeamAccess, message: Message) -> bool:
    """Tell whether a message is this person's own and so new that she may change it."""
    return message.by_id == access.user.id and message.removed_at is None and access.now - message.written_at < FRESH


def may_take_away(access: TeamAccess, message: Message) -> bool:
    """Tell whether this person may take a message away: her own, or any for who leads the team."""
    if message.removed_at is not None:
        return False
    return message.by_id == access.user.id or access.may(Permission.MANAGE_TEAM)


def change_message(access: TeamAccess, thread: Thread, measure: Measure | None, message: Message, *, text: str) -> None:
    """Change what one's own message says, while it is fresh.

    Raises:
        ForbiddenError: it is another's, or older than an hour.
    """
    access.require(Permission.COMMENT)
    if not is_fresh(access, message):
        raise ForbiddenError(Permission.COMMENT)
    if message.text == text:
        return
    before = snapshot(message, "text")
    message.text, message.changed_at = text, access.now
    count_version(access, message)
    note(
        access,
        Deed.CHANGED,
        MESSAGE,
        message.id,
        label=label_of(thread, measure),
        before=before,
        after=snapshot(message, "text"),
    )


def take_away(access: TeamAccess, thread: Thread, measure: Measure | None, message: Message) -> bool:
    """Take a message away; True where it was the only one, so that the thread went with it.

    Its writer undoes a fresh one, and what it did to its thread; later, and for who leads, it is still seen that
    something stood there. The trail keeps the words.

    Raises:
        ForbiddenError: it is not hers to take away.
    """
    access.require(Permission.COMMENT)
    if not may_take_away(access, message):
        raise ForbiddenError(Permission.MANAGE_TEAM)
    hold_version(thread)
    label = label_of(thread, measure)
    before = snapshot(message, "text", "asks", "answers")
    note(access, Deed.REMOVED, MESSAGE, message.id, label=label, before=before)
    if not is_fresh(access, message):
        message.text, message.removed_at, message.removed_by_id = "", access.now, access.user.id
        count_version(access, message)
        return False
    number = db.session.scalar(select(func.count()).select_from(Message).where(Message.thread_id == thread.id))
    forget_versions(message)
    if number == 1:
        note(access, Deed.REMOVED, THREAD, thread.id, label=label, before=snapshot(thread, "measure_id", "flag"))
        forget_versions(thread)
        db.session.delete(message)
        db.session.flush()
        db.session.delete(thread)
        db.session.flush()
        return True
    db.session.delete(message)
    db.session.flush()
    _stand(thread)
    count_version(access, thread)
    return False


def _stand(thread: Thread) -> None:
    """Let a thread stand as what is left of it says: the last that asked, and whether it was answered since."""
    rows = db.session.scalars(select(Message).where(Message.thread_id == thread.id).order_by(Message.id)).all()
    thread.waits, thread.asked_by_id = False, rows[0].by_id
    thread.answered_at, thread.answered_by_id = None, None
    for row in rows:
        hear(thread, asks=row.asks, answers=row.answers, by_id=row.by_id, at=row.written_at)
