"""Entering a programme: its networks and its counts, and no team's numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, or_, select

from tracker.access.network import doors
from tracker.access.people import Access, NotFoundError, roles_held
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
        """Return which of its networks this person has a part in: only their pages are there for her."""
        ways = or_(*doors(self.user.id).values())
        return frozenset(db.session.scalars(select(Network.id).where(Network.programme_id == self.programme.id, ways)))


def enter_programme(user: User, slug: str, permission: Permission, *, now: datetime) -> ProgrammeAccess:
    """Enter a programme: its owner, and whoever has a part in one of its networks.

    Raises:
        NotFoundError: there is no such programme, or this person has no part in it.
        ForbiddenError: she has, and lacks the permission.
    """
    ways: dict[Role, Any] = {
        role: exists().where(and_(Network.programme_id == Programme.id, way))
        for role, way in doors(user.id).items()
        if role is not Role.PROGRAMME_OWNER
    }
    # A programme without networks has its owner too.
    ways[Role.PROGRAMME_OWNER] = exists().where(Ownership.programme_id == Programme.id, Ownership.user_id == user.id)
    row = db.session.execute(select(Programme, *ways.values()).where(Programme.slug == slug)).one_or_none()
    if row is None:
        raise NotFoundError(slug)
    programme, *held = row
    roles = roles_held(dict(zip(ways, held, strict=True)))
    if not roles:
        raise NotFoundError(slug)
    access = ProgrammeAccess(user, now, roles, permissions_of(roles) & PROGRAMME_PERMISSIONS, programme)
    access.require(permission)
    return access
