"""Entering a learning network: what its teams share, read by a query of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import selectinload

from tracker.access.door import come_in
from tracker.access.held import open_places, open_ways
from tracker.access.people import Access, roles_held
from tracker.access.permissions import NETWORK_PERMISSIONS, Permission, permissions_of
from tracker.access.team import TeamAccess, advised_teams, led_teams
from tracker.models.accounts import Hostship, Ownership, Role, User
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.models.teams import Membership, Team

_TEAM, _TAKES_PART = Team.__table__.c, NetworkTeam.__table__.c


class TeamName(NamedTuple):
    """A team as a link to it shows it."""

    id: int
    name: str
    slug: str
    is_reference: bool


@dataclass(frozen=True, slots=True)
class NetworkAccess(Access):
    """Inside a learning network: what its teams share, read by a query of its own."""

    network: Network

    def teams(self) -> Sequence[Team]:
        """List the teams this person follows here: those of her organisations for an advisor.

        The host follows all, and so do its teams where they see each other.
        """
        return teams_in([self])[self.network.id]

    def team_names(self) -> Sequence[TeamName]:
        """List the same teams by name, with no more than what a link to them says: hundreds of them cost little."""
        return list(map(TeamName._make, db.session.execute(self.names_query())))

    def names_query(self) -> Select[Any]:
        """Return the query for the same four of each team, by name, so that more can be asked beside them.

        It is of columns alone, not of models: hundreds of rows are then handed on as the database gave them.
        """
        query = select(_TEAM.id, _TEAM.name, _TEAM.slug, _TEAM.is_reference)
        query = query.join(NetworkTeam.__table__, _TAKES_PART.team_id == _TEAM.id).where(*_followed([self]))
        return query.order_by(_TEAM.name)


def doors(user_id: int | BindParameter[int], places: frozenset[int | None] | None = None) -> dict[Role, Any]:
    """Return the SQL conditions, by role, that let a person into a `Network`; a member is one of any of its teams.

    Given what `open_places` says of a held account, only those that are open.
    """
    teams = [each for each in places or () if each is not None]
    takes_part = (NetworkTeam.network_id == Network.id, NetworkTeam.left_on.is_(None))
    is_in_team = [
        Membership.team_id == NetworkTeam.team_id,
        Membership.user_id == user_id,
        Membership.left_on.is_(None),
    ]
    if places is not None:
        is_in_team.append(Membership.team_id.in_(teams))
    owns = (Ownership.programme_id == Network.programme_id, Ownership.user_id == user_id)
    ways = {
        Role.HOST: exists().where(Hostship.network_id == Network.id, Hostship.user_id == user_id),
        Role.ADVISOR: exists().where(*takes_part, advised_teams(user_id, NetworkTeam.team_id)),
        Role.ORGANISATION_LEADER: exists().where(*takes_part, led_teams(user_id, NetworkTeam.team_id)),
        Role.MEMBER: exists().where(*takes_part, *is_in_team),
        Role.PROGRAMME_OWNER: exists().where(*owns),
    }
    return open_ways(ways, places, teams=teams)


def enter_network(user: User, slug: str, permission: Permission, *, now: datetime) -> NetworkAccess:
    """Enter a learning network: its host, its teams, their advisors and leaders, and the owner of its programme.

    Raises:
        NotFoundError: there is no such network, or this person has no part in it.
        UnconfirmedError: she has, and her account is held.
        ForbiddenError: she has, and lacks the permission.
    """
    network, roles = come_in(Network, slug, user, doors, permission)
    if Role.MEMBER in roles and network.teams_see_each_other:
        roles |= {Role.PEER}
    access = NetworkAccess(user, now, roles, permissions_of(roles) & NETWORK_PERMISSIONS, network)
    access.require(permission)
    return access


def enter_own_networks(user: User, *, now: datetime) -> list[NetworkAccess]:
    """Enter every network this person hosts or follows teams of, in one query; what is held stays closed."""
    ways = doors(user.id, open_places(user))
    ways = {role: ways[role] for role in (Role.HOST, Role.ADVISOR) if role in ways}
    if not ways:
        return []
    query = select(Network, *ways.values()).where(or_(*ways.values()))
    entered = []
    for network, *held in db.session.execute(query.order_by(Network.name, Network.id)):
        roles = roles_held(dict(zip(ways, held, strict=True)))
        granted = permissions_of(roles) & NETWORK_PERMISSIONS
        entered.append(NetworkAccess(user, now, roles, granted, network))
    return entered


def teams_in(doors: Sequence[NetworkAccess], *, homes: bool = True) -> dict[int, list[Team]]:
    """List the teams one person follows in many networks, by network id, by name, in two queries.

    Without their `homes`, the organisations they come from, in one: of hundreds of teams few are shown at a time.
    """
    found: dict[int, list[Team]] = {door.network.id: [] for door in doors}
    if not doors:
        return found
    query = select(NetworkTeam.network_id, Team).join(Team, Team.id == NetworkTeam.team_id).where(*_followed(doors))
    if homes:
        query = query.options(selectinload(Team.organisations))
    for network_id, team in db.session.execute(query.order_by(Team.name)):
        found[network_id].append(team)
    return found


def _followed(doors: Sequence[NetworkAccess]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on `NetworkTeam` that one person follows the team in one of these networks."""
    whole = [door.network.id for door in doors if door.roles & {Role.HOST, Role.PEER}]
    advised = [door.network.id for door in doors if Role.ADVISOR in door.roles]
    ways: list[ColumnElement[bool]] = [_TAKES_PART.network_id.in_(whole)]
    if not set(advised) <= set(whole):
        ways.append(and_(_TAKES_PART.network_id.in_(advised), advised_teams(doors[0].user.id, NetworkTeam.team_id)))
    return _TAKES_PART.left_on.is_(None), or_(*ways)


def team_access_of_host(network: NetworkAccess, team: Team) -> TeamAccess:
    """Return the host's own access to a team she has just made in her network: the first leader is invited from it."""
    network.require(Permission.MANAGE_NETWORK)
    roles = frozenset({Role.HOST})
    granted = permissions_of(roles) | {Permission.MANAGE_TEAM}
    return TeamAccess(network.user, network.now, roles, granted, team)
