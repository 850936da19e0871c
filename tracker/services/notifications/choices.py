"""Which kinds of notification a person wants, here and in the weekly mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from tracker.access.people import Actor
from tracker.models.base import db
from tracker.models.notifications import NEEDS_YOU, NotificationChoice, NotificationKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a person wants a kind."""

    here: bool
    by_mail: bool


USUAL: Mapping[NotificationKind, Wanted] = {
    kind: Wanted(here=True, by_mail=kind in NEEDS_YOU) for kind in NotificationKind
}
"""What who has said nothing gets: all of it here, and by mail what needs her."""


def wanted_by(user_id: int) -> Mapping[NotificationKind, Wanted]:
    """Return what a person wants of each kind, in one query."""
    query = select(NotificationChoice.kind, NotificationChoice.here, NotificationChoice.by_mail)
    said = db.session.execute(query.where(NotificationChoice.user_id == user_id))
    return dict(USUAL) | {kind: Wanted(here=here, by_mail=by_mail) for kind, here, by_mail in said}


def choose_notification(by: Actor, kind: NotificationKind, *, here: bool, by_mail: bool) -> None:
    """Keep where a person wants a kind; what is so already is not written again."""
    row = db.session.get(NotificationChoice, (by.user.id, kind))
    usual = USUAL[kind]
    if row is None and (here, by_mail) != (usual.here, usual.by_mail):
        row = NotificationChoice(user_id=by.user.id, kind=kind, here=here, by_mail=by_mail, chosen_at=by.now)
        db.session.add(row)
    elif row is not None and (row.here, row.by_mail) != (here, by_mail):
        row.here, row.by_mail, row.chosen_at = here, by_mail, by.now
