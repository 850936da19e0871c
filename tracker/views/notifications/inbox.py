"""The one list of notifications, and what the bell in the header shows of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.memberships import own_teams
from tracker.access.people import Actor
from tracker.models.notifications import NotificationKind
from tracker.services.notifications.choices import wanted_by
from tracker.services.notifications.reading import read_by
from tracker.text.locale import Locale
from tracker.views.links import Links
from tracker.views.moments import moment
from tracker.views.notifications.notification import Notification, ToldPerson
from tracker.views.notifications.sources import SOURCES

IN_BELL = 3
"""So many stand behind the bell; the rest are on the page."""
READ_SHOWN = 20


@dataclass(frozen=True, slots=True)
class NotificationLine:
    """A notification with its day in words."""

    told: Notification
    when: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """What needs a person, what is news to her, and the news she has marked as read."""

    needs: Sequence[NotificationLine]
    news: Sequence[NotificationLine]
    read: Sequence[NotificationLine]

    @property
    def in_bell(self) -> Sequence[NotificationLine]:
        """What stands behind the bell: what needs her, or else the newest news."""
        return (self.needs or self.news)[:IN_BELL]


def inbox(actor: Actor, locale: Locale, links: Links) -> Inbox:
    """Read all that a person is told of here, in a constant number of queries however many teams she has."""
    wanted = wanted_by(actor.user.id)
    found = notifications(actor, locale, links, [kind for kind, where in wanted.items() if where.here])
    news = [each for each in found if not each.needs_you]
    seen = read_by(actor.user.id) if news else frozenset()

    def lines(those: Sequence[Notification]) -> list[NotificationLine]:
        return [
            NotificationLine(each, "" if each.at is None else moment(each.at, locale, today=actor.today))
            for each in those
        ]

    return Inbox(
        needs=lines([each for each in found if each.needs_you]),
        news=lines([each for each in news if each.key not in seen]),
        read=lines([each for each in news if each.key in seen][:READ_SHOWN]),
    )


def notifications(
    actor: Actor, locale: Locale, links: Links, kinds: Sequence[NotificationKind]
) -> Sequence[Notification]:
    """Find what there is of these kinds: what needs the person as its sources stand, then news, the newest first."""
    told = ToldPerson(actor, own_teams(actor.user), locale, links)
    found = [each for kind, source in SOURCES.items() if kind in kinds for each in source(told)]
    dated = [(each.at, each) for each in found if each.at is not None]
    newest = [each for _at, each in sorted(dated, key=lambda pair: (pair[0], pair[1].row_id), reverse=True)]
    return [each for each in found if each.needs_you] + newest
