"""What a person has marked as read: only what she said herself, and only for as long as it is news."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import delete, select

from tracker.access.people import Actor
from tracker.models.base import db, insert_new
from tracker.models.notifications import NotificationKind, NotificationRead

NEWS_LASTS = timedelta(days=60)
"""How long something is news; older things are found where they happened."""

NewsKey = tuple[NotificationKind, int]
"""A piece of news: its kind, and the id of the row it tells of."""


def read_by(user_id: int) -> frozenset[NewsKey]:
    """Return what a person has marked as read, in one query."""
    query = select(NotificationRead.kind, NotificationRead.row_id).where(NotificationRead.user_id == user_id)
    return frozenset((kind, row_id) for kind, row_id in db.session.execute(query))


def mark_read(by: Actor, keys: Collection[NewsKey]) -> None:
    """Remember that a person has read these, once however often it is said, and forget what is no news any more."""
    too_old = delete(NotificationRead).where(
        NotificationRead.user_id == by.user.id, NotificationRead.at < by.now - 2 * NEWS_LASTS
    )
    db.session.execute(too_old)
    if not keys:
        return
    rows = [{"user_id": by.user.id, "kind": kind, "row_id": row_id, "at": by.now} for kind, row_id in sorted(keys)]
    db.session.execute(insert_new(NotificationRead).values(rows))
