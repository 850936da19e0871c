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
    return roles_open_among(roles, open_places(user), team_id=team_id)


def open_places(user: User) -> frozenset[int | None] | None:
    """Return what is confirmed of an account that is held, once for many doors; None where nothing is held."""
    return None if user.held_since is None else confirmed_places(user)


def roles_open_among(
    roles: frozenset[Role], places: frozenset[int | None] | None, *, team_id: int | None
) -> frozenset[Role]:
    """Return which of the roles are open, given what `open_places` says."""
    if places is None:
        return roles
    return frozenset(role for role in roles if (None if role in _BEYOND else team_id) in places)


def confirmed_places(user: User) -> frozenset[int | None]:
    """Return the teams of a held account that are confirmed, and None where what the office gave is."""
    query = select(AccountConfirmation.team_id).where(
        AccountConfirmation.user_id == user.id, AccountConfirmation.at >= user.held_since
    )
    return frozenset(db.session.scalars(query))
