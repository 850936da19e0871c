"""Accounts as the office keeps them: opened, given roles beyond a team, and closed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, delete, select

from tracker.access.office import OfficeAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.models.accounts import Advisorship, Hostship, Leadership, Ownership, User
from tracker.models.audit import Deed
from tracker.models.base import Base, Json, db
from tracker.models.networks import Network
from tracker.models.organisations import Organisation
from tracker.models.programmes import Programme
from tracker.models.teams import Team
from tracker.services.accounts.audit_words import USER
from tracker.services.accounts.links import make_link
from tracker.services.accounts.new_account import create_user
from tracker.services.accounts.sessions import revoke_sessions
from tracker.services.accounts.telling import AccountPost
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

    def names(self) -> Select[int, str]:
        """Return the query for each person and the name of each thing, by name."""
        columns = self.target.__table__.c
        query = select(self.table.user_id, columns.name)
        return query.join(self.target, columns.id == getattr(self.table, self.column)).order_by(columns.name)


LINKS = (
    RoleLink("organisations", "advises", Advisorship, "organisation_id", Organisation),
    RoleLink("networks", "hosts", Hostship, "network_id", Network),
    RoleLink("programmes", "owns", Ownership, "programme_id", Programme),
    RoleLink("leads", "leads", Leadership, "organisation_id", Organisation),
)


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
        for link in LINKS
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


def change_account(
    access: OfficeAccess,
    user: User,
    *,
    name: str,
    is_active: bool,
    roles: Roles,
    post: AccountPost | None = None,
) -> str | None:
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
        return _begin_anew(access, user, post)
    return None


def _gains(held: Roles, roles: Roles) -> bool:
    return (roles.is_administrator and not held.is_administrator) or any(
        not set(getattr(roles, link.name)) <= set(getattr(held, link.name)) for link in LINKS
    )


def _begin_anew(access: OfficeAccess, user: User, post: AccountPost | None) -> str:
    """End the password that was chosen behind a leader's invitation; return the token of the link to a new one."""
    user.former_password_hash = user.former_password_hash or user.password_hash
    user.password_hash, user.is_leader_opened = None, False
    revoke_sessions(user, now=access.now)
    note(access, Deed.CHANGED, USER, user.id, label=user.name, after={"password": "ended"})
    return make_link(access, user, post=post)


def _give(access: OfficeAccess, user: User, held: Roles, roles: Roles) -> None:
    """Make a person's roles those given, and note what changed in words: names, not ids."""
    for link in LINKS:
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


def _in_words(roles: Roles) -> Json:
    named = {link.said: _names(link.target, getattr(roles, link.name)) for link in LINKS}
    return {"is_administrator": roles.is_administrator, **named}


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
