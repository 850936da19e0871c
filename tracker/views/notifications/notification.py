"""One notification, and what a source of notifications is given to find its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from tracker.access.memberships import OwnTeam
from tracker.access.people import Actor
from tracker.models.measures import Measure
from tracker.models.notifications import NEEDS_YOU, NotificationKind
from tracker.services.barriers.told import ToldLift, lifts_told
from tracker.services.notifications.rare import rare_kinds
from tracker.services.notifications.reading import NEWS_LASTS, NewsKey
from tracker.text.locale import Locale
from tracker.views.links import Links


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """What is shown of one thing: never an answer, a comment's words or another team's numbers, since it is mailed."""

    kind: NotificationKind
    row_id: int
    """The row it tells of. Of news it tells what is read; what needs somebody goes away by itself."""
    title: str
    about: str
    href: str
    icon: str
    at: datetime | None = None
    """When it happened; what needs somebody has none, it is so now."""
    deed: str = ""
    """What is pressed in the weekly mail."""
    measure: Measure | None = None
    """Whose chart it is about, where the weekly mail says what that chart says."""

    @property
    def needs_you(self) -> bool:
        """Whether it goes away when something is done, not when it is read."""
        return self.kind in NEEDS_YOU

    @property
    def key(self) -> NewsKey:
        """What it is called when it is marked as read."""
        return self.kind, self.row_id

    @property
    def name(self) -> str:
        """The key as a form sends it."""
        return f"{self.kind.value}:{self.row_id}"


@dataclass(frozen=True)
class ToldPerson:
    """Whom the notifications are for, with what several sources ask."""

    actor: Actor
    teams: Sequence[OwnTeam]
    locale: Locale
    links: Links

    @property
    def since(self) -> datetime:
        """The moment before which nothing is news."""
        return self.actor.now - NEWS_LASTS

    @cached_property
    def lifts(self) -> Sequence[ToldLift]:
        """The lifted barriers she is told of: several kinds tell of them, and they are asked for once."""
        return lifts_told(self.actor, self.teams, since=self.since)

    @cached_property
    def rare(self) -> frozenset[NotificationKind]:
        """The rare kinds that there is something of: their sources ask no further where there is not."""
        return rare_kinds(self.actor, self.teams)

    def team(self, team_id: int) -> OwnTeam:
        """Return one of her teams."""
        return next(team for team in self.teams if team.team_id == team_id)


NotificationSource = Callable[[ToldPerson], Iterable[Notification]]
"""Finds the notifications of one kind, in one query however many teams there are; in none where it cannot apply."""
