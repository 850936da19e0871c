"""Which teams, networks and administration a person can open: what the main menu shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Integer, bindparam, cast, literal, null, select, union_all

from tracker.access.held import open_places
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
    closed: bool = False
    """True where more would be there, and is closed until it is confirmed whose the account is."""

    @property
    def any(self) -> bool:
        """Return whether there is anything to open."""
        return bool(self.teams or self.advised or self.networks or self.office)


def _entries() -> CompoundSelect[Any]:
    """Return the query for kind, team of a member, address and name of all that a person can open."""
    person = bindparam("user", type_=Integer)
    member = (
        select(literal("team"), Team.id, Team.slug, Team.name)
        .join(Membership, Membership.team_id == Team.id)
        .where(Membership.user_id == person, Membership.left_on.is_(None))
    )
    advised = (
        select(literal("advised"), cast(null(), Integer), Team.slug, Team.name)
        .join(TeamOrganisation, TeamOrganisation.team_id == Team.id)
        .join(Advisorship, Advisorship.organisation_id == TeamOrganisation.organisation_id)
        .where(Advisorship.user_id == person)
        .distinct()
    )
    hosted = (
        select(literal("network"), cast(null(), Integer), Network.slug, Network.name)
        .join(Hostship, Hostship.network_id == Network.id)
        .where(Hostship.user_id == person)
    )
    followed = (
        select(literal("network"), cast(null(), Integer), Network.slug, Network.name)
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
    confirmed = open_places(user)
    closed = False
    for kind, team_id, slug, name in db.session.execute(_ENTRIES, {"user": user.id}):
        if confirmed is None or team_id in confirmed:
            found[kind].add((name, slug))
        else:
            closed = True
    entries = {
        kind: tuple(NavigationEntry(slug, name) for name, slug in sorted(pairs)) for kind, pairs in found.items()
    }
    return Navigation(entries["team"], entries["advised"], entries["network"], user.is_administrator, closed)
