"""Accounts whose password a link of the office set: what stays closed until it is confirmed whose they are now."""

from __future__ import annotations

from sqlalchemy import select

from tracker.access.people import ForbiddenError
from tracker.models.accounts import AccountConfirmation, Role, User
from tracker.models.base import db

_BEYOND = frozenset({Role.ADVISOR, Role.HOST})


class UnconfirmedError(ForbiddenError):
    """She has a part here, and it is not confirmed that it is she who uses the account."""


def roles_open(user: User, roles: frozenset[Role], *, team_id: int | None) -> frozenset[Role]:
    """Return which of a person's roles are open: all, but for an account that is held.

    Her role as a member opens by a confirmation for that team, those that the office gave by one of their own.
    """
    if user.held_since is None:
        return roles
    confirmed = confirmed_places(user)
    return frozenset(role for role in roles if (None if role in _BEYOND else team_id) in confirmed)


def confirmed_places(user: User) -> frozenset[int | None]:
    """Return the teams of a held account that are confirmed, and None where what the office gave is."""
    query = select(AccountConfirmation.team_id).where(
        AccountConfirmation.user_id == user.id, AccountConfirmation.at >= user.held_since
    )
    return frozenset(db.session.scalars(query))
