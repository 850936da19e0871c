"""Accounts whose password a link of the office set: what stays closed until it is confirmed whose they are now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select

from tracker.access.people import ForbiddenError
from tracker.models.accounts import AccountConfirmation, Role, User
from tracker.models.base import db

_BEYOND = frozenset({Role.ADVISOR, Role.HOST, Role.PROGRAMME_OWNER, Role.ORGANISATION_LEADER})
"""What the office gives."""


class UnconfirmedError(ForbiddenError):
    """She has a part here, and it is not confirmed that it is she who uses the account."""


def open_places(user: User) -> frozenset[int | None] | None:
    """Return what is confirmed of an account that is held, once for many doors; None where nothing is held."""
    return None if user.held_since is None else confirmed_places(user)


def roles_open_among(
    roles: frozenset[Role], places: frozenset[int | None] | None, *, teams: Collection[int]
) -> frozenset[Role]:
    """Return which of the roles are open, given what `open_places` says: all, but for an account that is held.

    Those that the office gave open by a confirmation of their own, the others by one for any of the teams that she has
    them from.
    """
    if places is None:
        return roles
    from_office, from_team = None in places, not places.isdisjoint(teams)
    return frozenset(role for role in roles if (from_office if role in _BEYOND else from_team))


def open_ways(
    ways: Mapping[Role, Any], places: frozenset[int | None] | None, *, teams: Collection[int] = ()
) -> dict[Role, Any]:
    """Return those of the ways in whose roles are open."""
    opened = roles_open_among(frozenset(ways), places, teams=teams)
    return {role: way for role, way in ways.items() if role in opened}


def confirmed_places(user: User) -> frozenset[int | None]:
    """Return the teams of a held account that are confirmed, and None where what the office gave is."""
    query = select(AccountConfirmation.team_id).where(
        AccountConfirmation.user_id == user.id, AccountConfirmation.at >= user.held_since
    )
    return frozenset(db.session.scalars(query))
