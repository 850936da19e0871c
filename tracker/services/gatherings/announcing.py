"""Telling of a gathering by mail when it is planned, moved or cancelled: in the deed's own transaction, at once.

A calendar that follows the gatherings may take a day to show it, and some never say that one was cancelled: the mail is
what tells.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from sqlalchemy import exists, select

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.gatherings import Gathering, SignUp
from tracker.models.mail import MailKind
from tracker.models.teams import Membership
from tracker.services.leadership import leaders_of
from tracker.services.mail import outbox
from tracker.services.mail.letter import Letter
from tracker.services.mail.sender import Sender
from tracker.services.networks.at_work import ids_at_work
from tracker.text.locale import Locale


class GatheringChange(StrEnum):
    """What happened to a gathering that people must know of."""

    PLANNED = "planned"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """When and where a gathering is: each day's beginning and end, and the place."""

    days: Sequence[tuple[datetime, datetime]]
    place: str


@dataclass(frozen=True, slots=True)
class GatheringNews:
    """What is told of a gathering: of one that moved, where it was before."""

    gathering: Gathering
    change: GatheringChange
    before: Whereabouts | None = None


@dataclass(frozen=True, slots=True)
class Announcer:
    """How gatherings are told of: who the mail comes from, and what writes it."""

    sender: Sender
    writer: Callable[[GatheringNews, Locale], Letter]


def whereabouts(row: Gathering) -> Whereabouts:
    """Return when and where a gathering is now."""
    days = sorted((day.starts_at, day.ends_at) for day in row.days if day.dropped_at is None)
    return Whereabouts(days, row.place)


def announce(access: NetworkAccess, news: GatheringNews, announcer: Announcer | None) -> None:
    """Put a mail into the outbox to each leader of the network's teams and each who is signed up, once a person.

    Nothing is told of what is over, before and after, nor to whoever did it; and nothing at all without an `announcer`.
    """
    access.require(Permission.MANAGE_NETWORK)
    ends = [news.gathering.ends_at, *(end for _start, end in (news.before.days if news.before else ()))]
    if announcer is None or max(ends) <= access.now:
        return
    outbox.put_many(
        partial(announcer.writer, news),
        kind=MailKind.GATHERING,
        to=[person for person in _told(news.gathering) if person.id != access.user.id],
        sender=announcer.sender,
        now=access.now,
        via=access.user,
    )


def _told(row: Gathering) -> Sequence[User]:
    """List whom a gathering concerns, by name: who leads a team at work in the network, and who is signed up."""
    teams = ids_at_work(row.network_id)
    signed = select(User).where(
        User.is_active,
        exists().where(
            SignUp.gathering_id == row.id,
            SignUp.user_id == User.id,
            SignUp.team_id.in_(teams),
            Membership.user_id == User.id,
            Membership.team_id == SignUp.team_id,
            Membership.left_on.is_(None),
        ),
    )
    people = {user.id: user for led in leaders_of(teams).values() for user in led}
    people |= {user.id: user for user in db.session.scalars(signed)}
    return sorted(people.values(), key=lambda user: (user.name, user.id))
