"""Entering a learning network: what its teams share, read by a query of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import selectinload

from tracker.access.held import UnconfirmedError, roles_open
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
        query = select(Team).join(NetworkTeam, NetworkTeam.team_id == Team.id)
        query = query.where(NetworkTeam.network_id == self.network.id, NetworkTeam.left_on.is_(None))
        if Role.HOST not in self.roles:
            query = query.where(advised_teams(self.user.id, Team.id))
        return db.session.scalars(query.order_by(Team.name).options(selectinload(Team.organisations))).all()


def enter_network(user: User, slug: str, permission: Permission, *, now: datetime) -> NetworkAccess:
    """Enter a learning network, for its host and for advisors with a team in it.

    Raises:
        NotFoundError: there is no such network, or this person has no part in it.
        UnconfirmedError: she has, and her account is held.
        ForbiddenError: she has, and lacks the permission.
    """
    hosts = exists().where(Hostship.network_id == Network.id, Hostship.user_id == user.id)
    advises = exists().where(
        NetworkTeam.network_id == Network.id,
        NetworkTeam.left_on.is_(None),
        advised_teams(user.id, NetworkTeam.team_id),
    )
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


def team_access_of_host(network: NetworkAccess, team: Team) -> TeamAccess:
    """Return the host's own access to a team she has just made in her network: the first leader is invited from it."""
    network.require(Permission.MANAGE_NETWORK)
    roles = frozenset({Role.HOST})
    granted = permissions_of(roles) | {Permission.MANAGE_TEAM}
    return TeamAccess(network.user, network.now, roles, granted, team)
