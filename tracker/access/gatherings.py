"""Entering a network by one of its gatherings: open to all who meet there, host, advisors and the teams alike."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError, roles_held
from tracker.access.permissions import NETWORK_PERMISSIONS, Permission, permissions_of
from tracker.access.team import advised_teams
from tracker.models.accounts import TEAM_ROLES, Hostship, Role, User
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.models.teams import Membership


def enter_gatherings(user: User, slug: str, *, now: datetime) -> NetworkAccess:
    """Enter a network where its teams meet. Members of its teams are let in to this, and to nothing else of it.

    Raises:
        NotFoundError: there is no such network, or this person has no part in it.
    """
    hosts = exists().where(Hostship.network_id == Network.id, Hostship.user_id == user.id)
    takes_part = (NetworkTeam.network_id == Network.id, NetworkTeam.left_on.is_(None))
    advises = exists().where(*takes_part, advised_teams(user.id, NetworkTeam.team_id))
    belongs = [
        exists().where(
            *takes_part,
            Membership.team_id == NetworkTeam.team_id,
            Membership.user_id == user.id,
            Membership.role == role,
            Membership.left_on.is_(None),
        )
        for role in TEAM_ROLES
    ]
    row = db.session.execute(select(Network, hosts, advises, *belongs).where(Network.slug == slug)).one_or_none()
    if row is None:
        raise NotFoundError(slug)
    network, *held = row
    roles = roles_held(dict(zip((Role.HOST, Role.ADVISOR, *TEAM_ROLES), held, strict=True)))
    if not roles:
        raise NotFoundError(slug)
    access = NetworkAccess(user, now, roles, permissions_of(roles) & NETWORK_PERMISSIONS, network)
    access.require(Permission.MEET)
    return access
