"""Accounts as the office keeps them: opened, given roles beyond a team, and closed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, select

from tracker.access.office import OfficeAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.models.accounts import Advisorship, Hostship, User
from tracker.models.audit import Deed
from tracker.models.base import Base, Json, db
from tracker.models.networks import Network
from tracker.models.organisations import Organisation
from tracker.models.teams import Team
from tracker.services.accounts.audit_words import USER
from tracker.services.accounts.links import make_link
from tracker.services.accounts.new_account import create_user
from tracker.services.accounts.sessions import revoke_sessions
from tracker.services.audit.log import changes, note
from tracker.services.leadership import can_be_led, lock_led_alone
from tracker.services.refusal import Refused
from tracker.services.versions import count_version


class UserFault(StrEnum):
    """Why an account cannot be changed like this."""

    OWN_ACCOUNT = "own_account"
    """Nobody closes the account she is signed in with."""
    LAST_ADMINISTRATOR = "last_administrator"
    """An office without an administrator lets nobody in to name the next one."""
    ONLY_LEADER = "only_leader"
    """A team without a leader has nobody to invite the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """What a person is beyond a team: an administrator, an advisor of organisations, a host of networks (by id)."""

    is_administrator: bool = False
    organisations: Collection[int] = ()
    networks: Collection[int] = ()


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
    organisations = select(Advisorship.organisation_id).where(Advisorship.user_id == user.id)
    networks = select(Hostship.network_id).where(Hostship.user_id == user.id)
    return Roles(
        is_administrator=user.is_administrator,
        organisations=frozenset(db.session.scalars(organisations)),
        networks=frozenset(db.session.scalars(networks)),
    )


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


def change_account(access: OfficeAccess, user: User, *, name: str, is_active: bool, roles: Roles) -> str | None:
    """Change a person's name and roles; close her account, which signs her out everywhere, or open it again.

    A role for an account that a team leader's invitation opened signs her out and ends her password, which the leader
    may know. The token of the link to a new one is then returned; otherwise None.

    Raises:
        Refused: the account to be closed is one's own.
        Refused: nobody else would be left to run the office.
        Refused: she is the only leader of a team where others are, and nobody was made its leader first.
    """
    access.require(Permission.OFFICE)
    if not is_active and user.id == access.user.id:
        raise Refused(UserFault.OWN_ACCOUNT, "is_active")
    if user.is_administrator and user.is_active and not (is_active and roles.is_administrator):
        _keep_an_administrator(user)
    if user.is_active and not is_active:
        _keep_leaders(user)
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
    if user.is_leader_opened and is_active and _gains(held, roles):
        return _begin_anew(access, user)
    return None


def _gains(held: Roles, roles: Roles) -> bool:
    return (
        (roles.is_administrator and not held.is_administrator)
        or not set(roles.organisations) <= set(held.organisations)
        or not set(roles.networks) <= set(held.networks)
    )


def _begin_anew(access: OfficeAccess, user: User) -> str:
    """End the password that was chosen behind a leader's invitation; return the token of the link to a new one."""
    user.former_password_hash = user.former_password_hash or user.password_hash
    user.password_hash, user.is_leader_opened = None, False
    revoke_sessions(user, now=access.now)
    note(access, Deed.CHANGED, USER, user.id, label=user.name, after={"password": "ended"})
    return make_link(access, user)


def _give(access: OfficeAccess, user: User, held: Roles, roles: Roles) -> None:
    """Make a person's roles those given, and note what changed in words: names, not ids."""
    _link(Advisorship, "organisation_id", user, set(held.organisations), set(roles.organisations))
    _link(Hostship, "network_id", user, set(held.networks), set(roles.networks))
    db.session.flush()
    was, became = changes(_in_words(held), _in_words(roles))
    if became:
        note(access, Deed.CHANGED, USER, user.id, label=user.name, before=was, after=became)


def _link(table: type[Advisorship | Hostship], column: str, user: User, held: set[int], given: set[int]) -> None:
    gone = held - given
    if gone:
        db.session.execute(delete(table).where(table.user_id == user.id, getattr(table, column).in_(gone)))
    db.session.add_all(table(user_id=user.id, **{column: row_id}) for row_id in sorted(given - held))


def _in_words(roles: Roles) -> Json:
    return {
        "is_administrator": roles.is_administrator,
        "advises": _names(Organisation, roles.organisations),
        "hosts": _names(Network, roles.networks),
    }


def _names(table: type[Base], ids: Collection[int]) -> list[str]:
    if not ids:
        return []
    columns = table.__table__.c
    return sorted(db.session.scalars(select(columns.name).where(columns.id.in_(ids))))


def _keep_an_administrator(user: User) -> None:
    """Lock all who run the office, in one order: of two who close each other, the second finds nobody else."""
    office = select(User.id).where(User.is_administrator, User.is_active).order_by(User.id)
    if set(db.session.scalars(office.with_for_update())) <= {user.id}:
        raise Refused(UserFault.LAST_ADMINISTRATOR, "is_administrator")


def _keep_leaders(user: User) -> None:
    """Refuse to leave a team without a leader where a member is there to take over."""
    alone = [team.id for team in lock_led_alone(user.id)]
    able = select(Team.name).where(Team.id.in_(alone), can_be_led(Team.id, but_for=user.id)).order_by(Team.name)
    if names := db.session.scalars(able).all():
        raise Refused(UserFault.ONLY_LEADER, "heirs", teams=", ".join(names))
