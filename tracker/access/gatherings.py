"""Entering a network by one of its gatherings: open to all who meet there, host, advisors and the teams alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, false, select, true

from tracker.access.held import UnconfirmedError, open_places
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
        UnconfirmedError: she has, and her account is held.
    """
    row = db.session.execute(select(Network, *_parts(user, None)).where(Network.slug == slug)).one_or_none()
    network, roles = (None, frozenset[Role]()) if row is None else (row[0], _roles(row[1:]))
    if network is None or not roles:
        raise NotFoundError(slug)
    places = open_places(user)
    if places is not None:
        here = db.session.execute(select(*_parts(user, places)).where(Network.slug == slug)).one()
        roles = _roles(here)
        if not roles:
            raise UnconfirmedError(Permission.MEET)
    access = NetworkAccess(user, now, roles, permissions_of(roles) & NETWORK_PERMISSIONS, network)
    access.require(Permission.MEET)
    return access


def _parts(user: User, places: frozenset[int | None] | None) -> list[ColumnElement[bool]]:
    """Return the SQL conditions for host, advisor and each role in a team; `places` is what a held account may open."""
    beyond = true() if places is None or None in places else false()
    teams = true() if places is None else Membership.team_id.in_([place for place in places if place is not None])
    takes_part = (NetworkTeam.network_id == Network.id, NetworkTeam.left_on.is_(None))
    hosts = exists().where(Hostship.network_id == Network.id, Hostship.user_id == user.id, beyond)
    advises = exists().where(*takes_part, advised_teams(user.id, NetworkTeam.team_id), beyond)
    belongs = [
        exists().where(
            *takes_part,
            Membership.team_id == NetworkTeam.team_id,
            Membership.user_id == user.id,
            Membership.role == role,
            Membership.left_on.is_(None),
            teams,
        )
        for role in TEAM_ROLES
    ]
    return [hosts, advises, *belongs]


def _roles(held: Sequence[bool]) -> frozenset[Role]:
    return roles_held(dict(zip((Role.HOST, Role.ADVISOR, *TEAM_ROLES), held, strict=True)))
