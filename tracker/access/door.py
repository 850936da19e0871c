"""The door that networks, organisations and programmes share: found by address, opened by roles that hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Integer, Select, String, bindparam, select

from tracker.access.held import UnconfirmedError, open_places
from tracker.access.people import NotFoundError, roles_held
from tracker.access.permissions import Permission
from tracker.models.accounts import Role, User
from tracker.models.base import db
from tracker.models.networks import Network
from tracker.models.organisations import Organisation
from tracker.models.programmes import Programme

Place = TypeVar("Place", Network, Organisation, Programme)
Ways = Callable[[Any, frozenset[int | None] | None], Mapping[Role, Any]]
"""Gives the SQL conditions by role for a person's id, and for what `open_places` says of a held account."""
_SLUG, _PERSON = bindparam("slug", type_=String), bindparam("person", type_=Integer)


def come_in(
    kind: type[Place], slug: str, user: User, ways: Ways, permission: Permission
) -> tuple[Place, frozenset[Role]]:
    """Return what stands at this address and the roles by which a person comes in.

    Raises:
        NotFoundError: nothing is there, or no way in is hers.
        UnconfirmedError: one is, and her account is held.
    """
    found = _at(*_question(kind, ways), slug, user)
    if found is None:
        raise NotFoundError(slug)
    if (places := open_places(user)) is not None:
        found = _at(*_question_of(kind, ways(_PERSON, places)), slug, user)
    if found is None:
        raise UnconfirmedError(permission)
    return found


@cache
def _question(kind: type[Place], ways: Ways) -> tuple[Select[Any], tuple[Role, ...]]:
    """Put the usual question together once: its words cost more than its answer."""
    return _question_of(kind, ways(_PERSON, None))


def _question_of(kind: type[Place], ways: Mapping[Role, Any]) -> tuple[Select[Any], tuple[Role, ...]]:
    return select(kind, *ways.values()).where(kind.slug == _SLUG), tuple(ways)


def _at(question: Select[Any], ways: tuple[Role, ...], slug: str, user: User) -> tuple[Any, frozenset[Role]] | None:
    row = db.session.execute(question, {"slug": slug, "person": user.id}).one_or_none()
    if row is None:
        return None
    place, *held = row
    roles = roles_held(dict(zip(ways, held, strict=True)))
    return (place, roles) if roles else None
