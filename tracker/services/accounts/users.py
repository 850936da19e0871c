"""Accounts as the office keeps them: opened, given roles beyond a team, and closed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, func, select

from tracker.access.office import OfficeAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.models.accounts import Advisorship, Hostship, Leadership, Ownership, User
from tracker.models.audit import Deed
from tracker.models.base import Base, Json, db
from tracker.models.networks import Network
from tracker.models.organisations import Organisation
from tracker.models.programmes import Programme
from tracker.services.accounts.audit_words import USER
from tracker.services.accounts.links import make_link
from tracker.services.accounts.new_account import create_user
from tracker.services.accounts.sessions import revoke_sessions
from tracker.services.audit.log import changes, note
from tracker.services.refusal import Refused
from tracker.services.versions import count_version

PAGE = 50


class UserFault(StrEnum):
    """Why an account cannot be changed like this."""

    OWN_ACCOUNT = "own_account"
    """Nobody closes the account she is signed in with."""
    LAST_ADMINISTRATOR = "last_administrator"
    """An office without an administrator lets nobody in to name the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """What a person is beyond a team: an administrator, and by id what she advises, hosts, owns and leads in."""

    is_administrator: bool = False
    organisations: Collection[int] = frozenset()
    networks: Collection[int] = frozenset()
    programmes: Collection[int] = frozenset()
    leads: Collection[int] = frozenset()
    """Organisations she is a leader in."""


@dataclass(frozen=True, slots=True)
class RoleLink:
    """One way a role leads from a person to what it is for."""

    name: str
    """As in `Roles`."""
    said: str
    """As in the audit trail."""
    table: type[Advisorship | Hostship | Ownership | Leadership]
    column: str
    target: type[Base]


_LINKS = (
    RoleLink("organisations", "advises", Advisorship, "organisation_id", Organisation),
    RoleLink("networks", "hosts", Hostship, "network_id", Network),
    RoleLink("programmes", "owns", Ownership, "programme_id", Programme),
    RoleLink("leads", "leads", Leadership, "organisation_id", Organisation),
)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An account with the names of what its person advises, hosts, owns and leads in."""

    user: User
    organisations: tuple[str, ...]
    networks: tuple[str, ...]
    programmes: tuple[str, ...]
    leads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EnrolledPage:
    """One page of the accounts by name; pages count from 1."""

    rows: Sequence[Enrolled]
    page: int
    pages: int


def users(access: OfficeAccess, *, page: int = 1) -> EnrolledPage:
    """List a page of the accounts, by name; a page beyond the last is the last."""
    access.require(Permission.OFFICE)
    pages = max(1, -(-(db.session.scalar(select(func.count()).select_from(User)) or 0) // PAGE))
    page = min(max(page, 1), pages)
    query = select(User).order_by(User.name, User.id).limit(PAGE).offset((page - 1) * PAGE)
    people = db.session.scalars(query).all()
    ids = [user.id for user in people]
    rows = zip(people, *(_held_names(link, ids) for link in _LINKS), strict=True)
    return EnrolledPage([Enrolled(*row) for row in rows], page, pages)


def user(access: OfficeAccess, user_id: int) -> User:
    """Load one account.

    Raises:
        NotFoundError: there is none.
    """
    access.require(Permission.OFFICE)
    row = db.session.get(User, user_id)
    if row is None:
        raise NotFoundError("user_account")
    return row


def roles_of(access: OfficeAccess, user: User) -> Roles:
    """Return what a person is beyond a team."""
    access.require(Permission.OFFICE)
    held = {
        link.name: frozenset(
            db.session.scalars(select(getattr(link.table, link.column)).where(link.table.user_id == user.id))
        )
        for link in _LINKS
    }
    return Roles(is_administrator=user.is_administrator, **held)


def open_account(access: OfficeAccess, *, name: str, email: str, roles: Roles) -> tuple[User, str]:
    """Open an account without a password; return it with the token of the link that sets one.

    Raises:
        Refused: the address has an account.
    """
    access.require(Permission.OFFICE)
    made = create_user(
        name=name,
        email=email,
        password=None,
        by=access,
        now=access.now,
        is_administrator=roles.is_administrator,
    )
    _give(access, made, Roles(is_administrator=roles.is_administrator), roles)
    return made, make_link(access, made)


def change_account(access: OfficeAccess, user: User, *, name: str, is_active: bool, roles: Roles) -> None:
    """Change a person's name and roles; close her account, which signs her out everywhere, or open it again.

    Raises:
        Refused: the account to be closed is one's own.
        Refused: nobody else would be left to run the office.
    """
    access.require(Permission.OFFICE)
    if not is_active and user.id == access.user.id:
        raise Refused(UserFault.OWN_ACCOUNT, "is_active")
    if user.is_administrator and user.is_active and not (is_active and roles.is_administrator):
        _keep_an_administrator(user)
    before: Json = {"name": user.name, "is_active": user.is_active}
    if user.is_active and not is_active:
        revoke_sessions(user, now=access.now)
    held = roles_of(access, user)
    user.name, user.is_active, user.is_administrator = name, is_active, roles.is_administrator
    was, became = changes(before, {"name": name, "is_active": is_active})
    if became or _in_words(held) != _in_words(roles):
        count_version(access, user)
    if became:
        note(access, Deed.CHANGED, USER, user.id, label=name, before=was, after=became)
    _give(access, user, held, roles)


def _give(access: OfficeAccess, user: User, held: Roles, roles: Roles) -> None:
    """Make a person's roles those given, and note what changed in words: names, not ids."""
    for link in _LINKS:
        _link(link, user, set(getattr(held, link.name)), set(getattr(roles, link.name)))
    db.session.flush()
    was, became = changes(_in_words(held), _in_words(roles))
    if became:
        note(access, Deed.CHANGED, USER, user.id, label=user.name, before=was, after=became)


def _link(link: RoleLink, user: User, held: set[int], given: set[int]) -> None:
    gone = held - given
    if gone:
        leads_to = getattr(link.table, link.column)
        db.session.execute(delete(link.table).where(link.table.user_id == user.id, leads_to.in_(gone)))
    db.session.add_all(link.table(user_id=user.id, **{link.column: row_id}) for row_id in sorted(given - held))


def _held_names(link: RoleLink, ids: Sequence[int]) -> list[tuple[str, ...]]:
    """Return the names that each person's role leads to, in the order of the ids."""
    columns = link.target.__table__.c
    query = select(link.table.user_id, columns.name).join(link.target, columns.id == getattr(link.table, link.column))
    found: dict[int, list[str]] = {}
    for user_id, name in db.session.execute(query.where(link.table.user_id.in_(ids)).order_by(columns.name)):
        found.setdefault(user_id, []).append(name)
    return [tuple(found.get(user_id, ())) for user_id in ids]


def _in_words(roles: Roles) -> Json:
    named = {link.said: _names(link.target, getattr(roles, link.name)) for link in _LINKS}
    return {"is_administrator": roles.is_administrator, **named}


def _names(table: type[Base], ids: Collection[int]) -> list[str]:
    if not ids:
        return []
    columns = table.__table__.c
    return sorted(db.session.scalars(select(columns.name).where(columns.id.in_(ids))))


def _keep_an_administrator(user: User) -> None:
    others = select(User.id).where(User.is_administrator, User.is_active, User.id != user.id)
    if db.session.scalars(others.with_for_update()).first() is None:
        raise Refused(UserFault.LAST_ADMINISTRATOR, "is_administrator")
