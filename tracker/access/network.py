"""Entering a learning network: what its teams share, read by a query of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import selectinload

from tracker.access.people import Access, NotFoundError, roles_held
from tracker.access.permissions import NETWORK_PERMISSIONS, Permission, permissions_of
from tracker.access.team import TeamAccess, advised_teams, led_teams
from tracker.models.accounts import Hostship, Ownership, Role, User
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.models.teams import Membership, Team


@dataclass(frozen=True, slots=True)
class NetworkAccess(Access):
    """Inside a learning network: what its teams share, read by a query of its own."""

    network: Network

    def teams(self) -> Sequence[Team]:
        """List the teams this person follows here: those of her organisations for an advisor.

        The host follows all, and so do its teams where they see each other.
        """
        query = select(Team).join(NetworkTeam, NetworkTeam.team_id == Team.id)
        query = query.where(NetworkTeam.network_id == self.network.id, NetworkTeam.left_on.is_(None))
        if not self.roles & {Role.HOST, Role.PEER}:
            query = query.where(advised_teams(self.user.id, Team.id))
        return db.session.scalars(query.order_by(Team.name).options(selectinload(Team.organisations))).all()


def doors(user_id: int) -> dict[Role, Any]:
    """Return the SQL conditions, by role, that let a person into a `Network`; a member is one of any of its teams."""
    takes_part = (NetworkTeam.network_id == Network.id, NetworkTeam.left_on.is_(None))
    is_in_team = (
        Membership.team_id == NetworkTeam.team_id,
        Membership.user_id == user_id,
        Membership.left_on.is_(None),
    )
    owns = (Ownership.programme_id == Network.programme_id, Ownership.user_id == user_id)
    return {
        Role.HOST: exists().where(Hostship.network_id == Network.id, Hostship.user_id == user_id),
        Role.ADVISOR: exists().where(*takes_part, advised_teams(user_id, NetworkTeam.team_id)),
        Role.ORGANISATION_LEADER: exists().where(*takes_part, led_teams(user_id, NetworkTeam.team_id)),
        Role.MEMBER: exists().where(*takes_part, *is_in_team),
        Role.PROGRAMME_OWNER: exists().where(*owns),
    }


def enter_network(user: User, slug: str, permission: Permission, *, now: datetime) -> NetworkAccess:
    """Enter a learning network: its host, its teams, their advisors and leaders, and the owner of its programme.

    Raises:
        NotFoundError: there is no such network, or this person has no part in it.
        ForbiddenError: she has, and lacks the permission.
    """
    ways = doors(user.id)
    row = db.session.execute(select(Network, *ways.values()).where(Network.slug == slug)).one_or_none()
    if row is None:
        raise NotFoundError(slug)
    network, *held = row
    roles = roles_held(dict(zip(ways, held, strict=True)))
    if not roles:
        raise NotFoundError(slug)
    if Role.MEMBER in roles and network.teams_see_each_other:
        roles |= {Role.PEER}
    access = NetworkAccess(user, now, roles, permissions_of(roles) & NETWORK_PERMISSIONS, network)
    access.require(permission)
    return access


def team_access_of_host(network: NetworkAccess, team: Team) -> TeamAccess:
    """Return the host's own access to a team she has just made in her network: the first leader is invited from it."""
    network.require(Permission.MANAGE_NETWORK)
    roles = frozenset({Role.HOST})
    granted = permissions_of(roles) | {Permission.MANAGE_TEAM}
    return TeamAccess(network.user, network.now, roles, granted, team)
