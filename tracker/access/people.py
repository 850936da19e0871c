"""Who somebody is at a moment, and the two ways to be turned away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tracker.access.permissions import Permission
from tracker.models.accounts import Role, User

OSLO = ZoneInfo("Europe/Oslo")
"""The zone people live in; the database keeps UTC."""


def local_day(at: datetime) -> date:
    """Return the day a moment belongs to where people are: the hours before midnight in UTC are tomorrow's here."""
    return at.astimezone(OSLO).date()


class NotFoundError(LookupError):
    """Nothing is there, or nothing that this person may know of."""


class ForbiddenError(PermissionError):
    """The person is known here and lacks the permission."""

    def __init__(self, permission: Permission) -> None:
        """Name what was lacking."""
        super().__init__(permission.value)
        self.permission = permission


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person at a moment."""

    user: User
    now: datetime

    @property
    def today(self) -> date:
        """The day it is where people are."""
        return local_day(self.now)


@dataclass(frozen=True, slots=True)
class Access(Actor):
    """A person who was let in, with what she may do there."""

    roles: frozenset[Role]
    permissions: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        """Return whether a permission is held."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Raise `ForbiddenError` where it is not."""
        if permission not in self.permissions:
            raise ForbiddenError(permission)


def roles_held(held: dict[Role, bool]) -> frozenset[Role]:
    """Return the roles that are held."""
    return frozenset(role for role, holds in held.items() if holds)
