"""Entering a learning network: what its teams share, read by a query of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import selectinload

from tracker.access.held import UnconfirmedError, open_places, roles_open, roles_open_among
from tracker.access.people import Access, NotFoundError, roles_held
from tracker.access.permissions import Permission, permissions_of
from tracker.access.team import TeamAccess, advised_teams
from tracker.models.accounts import Hostship, Role, User
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.models.teams import Team


@dataclass(frozen=True, slots=True)
class NetworkAccess(Access):
    """Inside a learning network: what its teams share, read by a query of its own."""

    network: Network

    def teams(self) -> Sequence[Team]:
        """List the teams this person follows here: all for the host, those of her organisations for an advisor."""
        return teams_in([self])[self.network.id]


def enter_network(user: User, slug: str, permission: Permission, *, now: datetime) -> NetworkAccess:
    """Enter a learning network, for its host and for advisors with a team in it.

    Raises:
        NotFoundError: there is no such network, or this person has no part in it.
        UnconfirmedError: she has, and her account is held.
        ForbiddenError: she has, and lacks the permission.
    """
    hosts, advises = _parts_in(user)
    row = db.session.execute(select(Network, hosts, advises).where(Network.slug == slug)).one_or_none()
    if row is None:
        raise NotFoundError(slug)
    network, is_host, is_advisor = row
    roles = roles_held({Role.HOST: is_host, Role.ADVISOR: is_advisor})
    if not roles:
        raise NotFoundError(slug)
    roles = roles_open(user, roles, team_id=None)
    if not roles:
        raise UnconfirmedError(permission)
    access = NetworkAccess(user, now, roles, permissions_of(roles), network)
    access.require(permission)
    return access


def enter_own_networks(user: User, *, now: datetime) -> list[NetworkAccess]:
    """Enter every network this person hosts or follows teams of, in one query; what is held stays closed."""
    places = open_places(user)
    hosts, advises = _parts_in(user)
    query = select(Network, hosts.label("hosts"), advises.label("advises")).where(or_(hosts, advises))
    doors = []
    for network, is_host, is_advisor in db.session.execute(query.order_by(Network.name, Network.id)):
        held = roles_held({Role.HOST: is_host, Role.ADVISOR: is_advisor})
        if roles := roles_open_among(held, places, team_id=None):
            doors.append(NetworkAccess(user, now, roles, permissions_of(roles), network))
    return doors


def teams_in(doors: Sequence[NetworkAccess]) -> dict[int, list[Team]]:
    """List the teams one person follows in many networks, by network id, by name, in two queries."""
    found: dict[int, list[Team]] = {door.network.id: [] for door in doors}
    if not doors:
        return found
    hosted = [door.network.id for door in doors if Role.HOST in door.roles]
    query = select(NetworkTeam.network_id, Team).join(Team, Team.id == NetworkTeam.team_id)
    query = query.where(
        NetworkTeam.network_id.in_(found),
        NetworkTeam.left_on.is_(None),
        or_(NetworkTeam.network_id.in_(hosted), advised_teams(doors[0].user.id, Team.id)),
    )
    for network_id, team in db.session.execute(query.order_by(Team.name).options(selectinload(Team.organisations))):
        found[network_id].append(team)
    return found


def _parts_in(user: User) -> tuple[Any, Any]:
    """Return the SQL conditions: this person hosts the network; one of its teams is hers to advise."""
    hosts = exists().where(Hostship.network_id == Network.id, Hostship.user_id == user.id)
    advises = exists().where(
        NetworkTeam.network_id == Network.id,
        NetworkTeam.left_on.is_(None),
        advised_teams(user.id, NetworkTeam.team_id),
    )
    return hosts, advises


def team_access_of_host(network: NetworkAccess, team: Team) -> TeamAccess:
    """Return the host's own access to a team she has just made in her network: the first leader is invited from it."""
    network.require(Permission.MANAGE_NETWORK)
    roles = frozenset({Role.HOST})
    granted = permissions_of(roles) | {Permission.MANAGE_TEAM}
    return TeamAccess(network.user, network.now, roles, granted, team)
