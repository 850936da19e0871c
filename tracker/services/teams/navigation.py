"""Which teams, networks and administration a person can open: what the main menu shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Integer, bindparam, case, cast, literal, null, select, union_all

from tracker.access.held import open_places
from tracker.models.accounts import Advisorship, Hostship, Leadership, Ownership, User
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.models.programmes import Programme
from tracker.models.teams import Membership, Team, TeamOrganisation


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A team or a network a person can walk into."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """All that a person can open."""

    teams: tuple[NavigationEntry, ...]
    advised: tuple[NavigationEntry, ...]
    led: tuple[NavigationEntry, ...]
    """The other teams of the organisations she is a leader in."""
    networks: tuple[NavigationEntry, ...]
    """Networks she hosts, or follows as an advisor."""
    shared: tuple[NavigationEntry, ...]
    """Networks that her team takes part in and whose teams see each other."""
    joined: tuple[NavigationEntry, ...]
    """The others that her team takes part in: she reads what they are, and no other team's numbers."""
    programmes: tuple[NavigationEntry, ...]
    """Programmes she owns."""
    office: bool
    closed: bool = False
    """True where more would be there, and is closed until it is confirmed whose the account is."""

    @property
    def any(self) -> bool:
        """Return whether there is anything to open."""
        places = (self.teams, self.advised, self.led, self.networks, self.shared, self.joined, self.programmes)
        return any(places) or self.office

    @property
    def only_leads(self) -> bool:
        """Return whether she is a leader in an organisation, and nothing else."""
        others = (self.teams, self.advised, self.networks, self.shared, self.joined, self.programmes)
        return bool(self.led) and not (any(others) or self.office)


def _entries() -> CompoundSelect[Any]:
    """Return the query for kind, address and name of all that a person can open, and the team it opens by, if any."""
    person = bindparam("user", type_=Integer)
    member = (
        select(literal("teams"), Team.id, Team.slug, Team.name)
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
        select(literal("networks"), cast(null(), Integer), Network.slug, Network.name)
        .join(Hostship, Hostship.network_id == Network.id)
        .where(Hostship.user_id == person)
    )
    followed = (
        select(literal("networks"), cast(null(), Integer), Network.slug, Network.name)
        .join(NetworkTeam, NetworkTeam.network_id == Network.id)
        .join(TeamOrganisation, TeamOrganisation.team_id == NetworkTeam.team_id)
        .join(Advisorship, Advisorship.organisation_id == TeamOrganisation.organisation_id)
        .where(Advisorship.user_id == person, NetworkTeam.left_on.is_(None))
        .distinct()
    )
    led = (
        select(literal("led"), cast(null(), Integer), Team.slug, Team.name)
        .join(TeamOrganisation, TeamOrganisation.team_id == Team.id)
        .join(Leadership, Leadership.organisation_id == TeamOrganisation.organisation_id)
        .where(Leadership.user_id == person)
        .distinct()
    )
    joined = (
        select(
            case((Network.teams_see_each_other, literal("shared")), else_=literal("joined")),
            Membership.team_id,
            Network.slug,
            Network.name,
        )
        .join(NetworkTeam, NetworkTeam.network_id == Network.id)
        .join(Membership, Membership.team_id == NetworkTeam.team_id)
        .where(Membership.user_id == person, Membership.left_on.is_(None), NetworkTeam.left_on.is_(None))
        .distinct()
    )
    owned = (
        select(literal("programmes"), cast(null(), Integer), Programme.slug, Programme.name)
        .join(Ownership, Ownership.programme_id == Programme.id)
        .where(Ownership.user_id == person)
    )
    return union_all(member, advised, hosted, followed, led, joined, owned)


_KINDS = ("teams", "advised", "led", "networks", "shared", "joined", "programmes")
"""As in `Navigation`."""

# Asked by every page for its menu, so it is built once.
_ENTRIES = _entries()


def navigation_of(user: User) -> Navigation:
    """Find all that a person can open, in one query."""
    found: dict[str, set[tuple[str, str]]] = {kind: set() for kind in _KINDS}
    confirmed = open_places(user)
    closed = False
    for kind, team_id, slug, name in db.session.execute(_ENTRIES, {"user": user.id}):
        if confirmed is None or team_id in confirmed:
            found[kind].add((name, slug))
        else:
            closed = True
    found["led"] -= found["teams"] | found["advised"]
    for kind in ("shared", "joined"):
        found[kind] -= found["networks"]
    entries = {
        kind: tuple(NavigationEntry(slug, name) for name, slug in sorted(pairs)) for kind, pairs in found.items()
    }
    return Navigation(**entries, office=user.is_administrator, closed=closed)
