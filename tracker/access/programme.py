"""Entering a programme: its networks and its counts, and no team's numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, and_, exists, or_, select

from tracker.access.door import come_in
from tracker.access.held import open_places, roles_open_among
from tracker.access.network import doors
from tracker.access.people import Access
from tracker.access.permissions import PROGRAMME_PERMISSIONS, Permission, permissions_of
from tracker.models.accounts import Ownership, Role, User
from tracker.models.base import db
from tracker.models.networks import Network
from tracker.models.programmes import Programme


@dataclass(frozen=True, slots=True)
class ProgrammeAccess(Access):
    """Inside a programme."""

    programme: Programme

    def open_networks(self) -> frozenset[int]:
        """Return which of its networks this person has a part in that is open: only their pages are there for her."""
        ways = doors(self.user.id, open_places(self.user))
        if not ways:
            return frozenset()
        query = select(Network.id).where(Network.programme_id == self.programme.id, or_(*ways.values()))
        return frozenset(db.session.scalars(query))


def enter_programme(user: User, slug: str, permission: Permission, *, now: datetime) -> ProgrammeAccess:
    """Enter a programme: its owner, and whoever has a part in one of its networks.

    Raises:
        NotFoundError: there is no such programme, or this person has no part in it.
        UnconfirmedError: she has, and her account is held.
        ForbiddenError: she has, and lacks the permission.
    """
    programme, roles = come_in(Programme, slug, user, _programme_doors, permission)
    access = ProgrammeAccess(user, now, roles, permissions_of(roles) & PROGRAMME_PERMISSIONS, programme)
    access.require(permission)
    return access


def enter_own_programmes(user: User, *, now: datetime) -> list[ProgrammeAccess]:
    """Enter every programme this person owns, by name, in one query; what is held stays closed."""
    roles = roles_open_among(frozenset({Role.PROGRAMME_OWNER}), open_places(user), teams=())
    if not roles:
        return []
    granted = permissions_of(roles) & PROGRAMME_PERMISSIONS
    query = select(Programme).join(Ownership, Ownership.programme_id == Programme.id)
    query = query.where(Ownership.user_id == user.id).order_by(Programme.name, Programme.id)
    return [ProgrammeAccess(user, now, roles, granted, programme) for programme in db.session.scalars(query)]


def _programme_doors(user_id: int | BindParameter[int], places: frozenset[int | None] | None = None) -> dict[Role, Any]:
    """Return the SQL conditions, by role, that let a person into a `Programme`; given `places`, those that are open."""
    ways: dict[Role, Any] = {
        role: exists().where(and_(Network.programme_id == Programme.id, way))
        for role, way in doors(user_id, places).items()
    }
    if Role.PROGRAMME_OWNER in ways:  # of a programme without networks too
        owns = (Ownership.programme_id == Programme.id, Ownership.user_id == user_id)
        ways[Role.PROGRAMME_OWNER] = exists().where(*owns)
    return ways
