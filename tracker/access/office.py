"""Entering the administration: users, organisations and networks, and no team's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.access.people import Access, NotFoundError
from tracker.access.permissions import permissions_of
from tracker.models.accounts import Role, User


@dataclass(frozen=True, slots=True)
class OfficeAccess(Access):
    """Inside the office: users, organisations and networks, no team's data."""


def enter_office(user: User, *, now: datetime) -> OfficeAccess:
    """Enter the administration. Whoever does not work there is told that nothing is there.

    Raises:
        NotFoundError: this person does not run the office.
    """
    if not user.is_administrator:
        raise NotFoundError("office")
    roles = frozenset({Role.ADMINISTRATOR})
    return OfficeAccess(user, now, roles, permissions_of(roles))
