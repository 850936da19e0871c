"""The accounts as the office looks through them: by name, e-mail and organisation, by role beyond a team, by state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import Row, Select, select

from tracker.access.office import OfficeAccess
from tracker.access.permissions import Permission
from tracker.models.accounts import Role, User
from tracker.models.base import db
from tracker.models.organisations import Organisation
from tracker.models.teams import Membership, Team, TeamOrganisation
from tracker.services.accounts.users import LINKS
from tracker.services.paging import page_of
from tracker.text.search import has_words

PAGE = 50
_ACCOUNTS = select(
    User.id, User.name, User.email, User.is_administrator, User.is_active, User.password_hash, User.persona
)


class OfficeRole(StrEnum):
    """What a person may be beyond a team; `NONE` is nothing but a member."""

    ADMINISTRATOR = "administrator"
    HOST = "host"
    ADVISOR = "advisor"
    PROGRAMME_OWNER = "programme_owner"
    ORGANISATION_LEADER = "organisation_leader"
    NONE = "none"


class AccountState(StrEnum):
    """How far an account has come."""

    OPEN = "open"
    WAITING = "waiting"
    """Its person has set no password yet."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class UserChoice:
    """Which accounts are looked for; nothing said is all of them."""

    words: str = ""
    role: OfficeRole | None = None
    state: AccountState | None = None


@dataclass(slots=True)
class Enrolled:
    """An account with the names of what its person advises, hosts, owns and leads in, and of her teams.

    With a team it says whether she is its leader.
    """

    user_id: int
    name: str
    email: str
    state: AccountState
    is_administrator: bool
    organisations: list[str] = field(default_factory=list)
    networks: list[str] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    """Organisations she is a leader in."""
    teams: list[tuple[str, bool]] = field(default_factory=list)
    homes: list[str] = field(default_factory=list)
    """The organisations of her teams."""

    @property
    def roles(self) -> set[OfficeRole]:
        """Return what the person is beyond a team."""
        held = {
            OfficeRole.ADMINISTRATOR: self.is_administrator,
            OfficeRole.ADVISOR: bool(self.organisations),
            OfficeRole.HOST: bool(self.networks),
            OfficeRole.PROGRAMME_OWNER: bool(self.programmes),
            OfficeRole.ORGANISATION_LEADER: bool(self.leads),
        }
        return {role for role, holds in held.items() if holds} or {OfficeRole.NONE}

    def is_chosen(self, choice: UserChoice) -> bool:
        """Return whether the account is among those that are looked for."""
        if choice.state not in (None, self.state) or (choice.role is not None and choice.role not in self.roles):
            return False
        said = " ".join([self.name, self.email, *self.organisations, *self.leads, *self.homes])
        return not choice.words or has_words(said, choice.words)


@dataclass(frozen=True, slots=True)
class EnrolledPage:
    """One page of the accounts found, by name; pages count from 1. `total` is how many there are at all."""

    rows: Sequence[Enrolled]
    page: int
    pages: int
    found: int
    total: int


def users(access: OfficeAccess, choice: UserChoice, *, page: int = 1) -> EnrolledPage:
    """List a page of the accounts that are looked for, in as many queries however many there are.

    A page beyond the last is the last. Names are compared here: neither database knows that å is found by a.
    """
    access.require(Permission.OFFICE)
    people = {row.id: _enrolled(row) for row in db.session.execute(_ACCOUNTS.order_by(User.name, User.id))}
    for link in LINKS:
        for user_id, name in db.session.execute(link.names()):
            getattr(people[user_id], link.name).append(name)
    inside = select(Membership.user_id, Team.name, Membership.role).join(Team, Team.id == Membership.team_id)
    for user_id, name, role in db.session.execute(inside.where(Membership.left_on.is_(None)).order_by(Team.name)):
        people[user_id].teams.append((name, role is Role.LEADER))
    if choice.words:
        for user_id, name in db.session.execute(_homes()):
            people[user_id].homes.append(name)
    found = [person for person in people.values() if person.is_chosen(choice)]
    at = page_of(len(found), size=PAGE, asked=page)
    return EnrolledPage(found[at.rows], at.page, at.pages, len(found), len(people))


def _homes() -> Select[int, str]:
    query = select(Membership.user_id, Organisation.name).distinct()
    query = query.join(TeamOrganisation, TeamOrganisation.team_id == Membership.team_id)
    query = query.join(Organisation, Organisation.id == TeamOrganisation.organisation_id)
    return query.where(Membership.left_on.is_(None))


def _enrolled(row: Row[int, str, str, bool, bool, str | None, Role | None]) -> Enrolled:
    if not row.is_active:
        state = AccountState.CLOSED
    else:
        state = AccountState.OPEN if row.password_hash or row.persona else AccountState.WAITING
    return Enrolled(row.id, row.name, row.email, state, row.is_administrator)
