"""The door that networks, organisations and programmes share: found by address, opened by roles that hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from sqlalchemy import select

from tracker.access.held import UnconfirmedError, open_places
from tracker.access.people import NotFoundError, roles_held
from tracker.access.permissions import Permission
from tracker.models.accounts import Role, User
from tracker.models.base import db
from tracker.models.networks import Network
from tracker.models.organisations import Organisation
from tracker.models.programmes import Programme

Place = TypeVar("Place", Network, Organisation, Programme)
Ways = Callable[[int, frozenset[int | None] | None], Mapping[Role, Any]]
"""Gives the SQL conditions by role for a person's id, and for what `open_places` says of a held account."""


def come_in(
    kind: type[Place], slug: str, user: User, ways: Ways, permission: Permission
) -> tuple[Place, frozenset[Role]]:
    """Return what stands at this address and the roles by which a person comes in.

    Raises:
        NotFoundError: nothing is there, or no way in is hers.
        UnconfirmedError: one is, and her account is held.
    """
    found = _at(kind, slug, ways(user.id, None))
    if found is None:
        raise NotFoundError(slug)
    if (places := open_places(user)) is not None:
        found = _at(kind, slug, ways(user.id, places))
    if found is None:
        raise UnconfirmedError(permission)
    return found


def _at(kind: type[Place], slug: str, ways: Mapping[Role, Any]) -> tuple[Place, frozenset[Role]] | None:
    row = db.session.execute(select(kind, *ways.values()).where(kind.slug == slug)).one_or_none()
    if row is None:
        return None
    place, *held = row
    roles = roles_held(dict(zip(ways, held, strict=True)))
    return (place, roles) if roles else None
