"""Which teams, networks and administration a person can open: what the main menu shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Integer, bindparam, literal, select, union_all

from tracker.models.accounts import Advisorship, Hostship, User
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.models.teams import Membership, Team, TeamOrganisation


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A team or a network a person can walk into."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """All that a person can open: teams she is in, teams she advises, networks she follows, the administration."""

    teams: tuple[NavigationEntry, ...]
    advised: tuple[NavigationEntry, ...]
    networks: tuple[NavigationEntry, ...]
    office: bool

    @property
    def any(self) -> bool:
        """Return whether there is anything to open."""
        return bool(self.teams or self.advised or self.networks or self.office)


def _entries() -> CompoundSelect[Any]:
    """Return the query for kind, address and name of all that a person can open."""
    person = bindparam("user", type_=Integer)
    member = (
        select(literal("team"), Team.slug, Team.name)
        .join(Membership, Membership.team_id == Team.id)
        .where(Membership.user_id == person, Membership.left_on.is_(None))
    )
    advised = (
        select(literal("advised"), Team.slug, Team.name)
        .join(TeamOrganisation, TeamOrganisation.team_id == Team.id)
        .join(Advisorship, Advisorship.organisation_id == TeamOrganisation.organisation_id)
        .where(Advisorship.user_id == person)
        .distinct()
    )
    hosted = (
        select(literal("network"), Network.slug, Network.name)
        .join(Hostship, Hostship.network_id == Network.id)
        .where(Hostship.user_id == person)
    )
    followed = (
        select(literal("network"), Network.slug, Network.name)
        .join(NetworkTeam, NetworkTeam.network_id == Network.id)
        .join(TeamOrganisation, TeamOrganisation.team_id == NetworkTeam.team_id)
        .join(Advisorship, Advisorship.organisation_id == TeamOrganisation.organisation_id)
        .where(Advisorship.user_id == person, NetworkTeam.left_on.is_(None))
        .distinct()
    )
    return union_all(member, advised, hosted, followed)


# Asked by every page for its menu, so it is built once.
_ENTRIES = _entries()


def navigation_of(user: User) -> Navigation:
    """Find all that a person can open, in one query."""
    found: dict[str, set[tuple[str, str]]] = {"team": set(), "advised": set(), "network": set()}
    for kind, slug, name in db.session.execute(_ENTRIES, {"user": user.id}):
        found[kind].add((name, slug))
    entries = {
        kind: tuple(NavigationEntry(slug, name) for name, slug in sorted(pairs)) for kind, pairs in found.items()
    }
    return Navigation(entries["team"], entries["advised"], entries["network"], user.is_administrator)
