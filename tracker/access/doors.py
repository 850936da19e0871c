"""The doors: each loads what it guards and decides who may come in, in one call.

A stranger is told that nothing is there (`NotFoundError`); someone known, without the permission, that she may not
(`ForbiddenError`). The values handed out carry who, where and when, so that no service has to ask the air for them.
Only this module makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, Select, bindparam, exists, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from tracker.access.permissions import Permission, permissions_of
from tracker.models.base import db
from tracker.models.improvement import Driver, Goal, Intervention, PdsaCycle
from tracker.models.measurements import Annotation, Measurement, Phase, RareEvent
from tracker.models.measures import Measure
from tracker.models.networks import Network, NetworkTeam
from tracker.models.people import Advisorship, Hostship, Role, User
from tracker.models.teams import Invitation, Membership, Team, TeamOrganisation

OSLO = ZoneInfo("Europe/Oslo")
"""The zone people live in; the database keeps UTC."""

TeamRow = TypeVar(
    "TeamRow", Measure, Measurement, Goal, Driver, Intervention, PdsaCycle, Phase, Annotation, RareEvent, Membership,
    Invitation,
)  # fmt: skip


class NotFoundError(LookupError):
    """Nothing is there, or nothing that this person may know of."""


class ForbiddenError(PermissionError):
    """The person is known here and lacks the permission."""

    def __init__(self, permission: Permission) -> None:
        """Name what was lacking."""
        super().__init__(permission.value)
        self.permission = permission


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person at a moment."""

    user: User
    now: datetime

    @property
    def today(self) -> date:
        """The day it is where people are."""
        return self.now.astimezone(OSLO).date()


@dataclass(frozen=True, slots=True)
class Access(Actor):
    """A person inside a door, with what she may do there."""

    roles: frozenset[Role]
    permissions: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        """Tell whether a permission is held."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Raise `ForbiddenError` where it is not."""
        if permission not in self.permissions:
            raise ForbiddenError(permission)


@dataclass(frozen=True, slots=True)
class TeamAccess(Access):
    """Inside a team. Its rows are reached from here, so another team's id is simply not there."""

    team: Team

    def measures(self) -> Sequence[Measure]:
        """List the team's measures in their order, with their targets, in one query; archived ones left out."""
        return db.session.scalars(_MEASURES, {"team": self.team.id}).unique().all()

    def measure(self, measure_id: int) -> Measure:
        """Load one of the team's measures with its definitions and targets, archived or not."""
        return self._one(_MEASURE, measure_id)

    def goal(self, goal_id: int) -> Goal:
        """Load one of the team's goals with its targets, drivers and outcome measure."""
        return self._one(_GOAL, goal_id)

    def driver(self, driver_id: int) -> Driver:
        """Load one of the team's drivers."""
        return self._one(_DRIVER, driver_id)

    def intervention(self, intervention_id: int) -> Intervention:
        """Load one of the team's interventions with the measures it touches."""
        return self._one(_INTERVENTION, intervention_id)

    def test(self, test_id: int) -> PdsaCycle:
        """Load one of the team's tests."""
        return self._one(_TEST, test_id)

    def phase(self, phase_id: int) -> Phase:
        """Load one phase of one of the team's measures."""
        return self._one(_PHASE, phase_id)

    def annotation(self, annotation_id: int) -> Annotation:
        """Load one of the team's notes."""
        return self._one(_ANNOTATION, annotation_id)

    def event(self, event_id: int) -> RareEvent:
        """Load one of the team's rare events."""
        return self._one(_EVENT, event_id)

    def membership(self, membership_id: int) -> Membership:
        """Load one of the team's memberships with its person."""
        return self._one(_MEMBERSHIP, membership_id)

    def invitation(self, invitation_id: int) -> Invitation:
        """Load one of the team's invitations."""
        return self._one(_INVITATION, invitation_id)

    def _one(self, query: Select[TeamRow], row_id: int) -> TeamRow:
        row = db.session.scalars(query, {"row": row_id, "team": self.team.id}).unique().one_or_none()
        if row is None:
            raise NotFoundError(row_id)
        return row


@dataclass(frozen=True, slots=True)
class NetworkAccess(Access):
    """Inside a learning network: what its teams share, read by a query of its own."""

    network: Network

    def teams(self) -> Sequence[Team]:
        """List the teams this person follows here: all for the host, those of her organisations for an advisor."""
        query = select(Team).join(NetworkTeam, NetworkTeam.team_id == Team.id)
        query = query.where(NetworkTeam.network_id == self.network.id, NetworkTeam.left_on.is_(None))
        if Role.HOST not in self.roles:
            query = query.where(_advised_teams(self.user.id, Team.id))
        return db.session.scalars(query.order_by(Team.name).options(selectinload(Team.organisations))).all()


@dataclass(frozen=True, slots=True)
class OfficeAccess(Access):
    """Inside the office: users, organisations and networks, no team's data."""


def _advised_teams(user_id: Any, team_id: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own column types
    """Say in SQL: one of the team's organisations is advised by this person."""
    return exists().where(
        TeamOrganisation.team_id == team_id,
        Advisorship.organisation_id == TeamOrganisation.organisation_id,
        Advisorship.user_id == user_id,
    )


# Built once, all that follow: most of what a small question costs is putting its words together.
_PERSON, _ROW, _TEAM = (bindparam(name, type_=Integer) for name in ("user", "row", "team"))


def _of_team(table: type[TeamRow], *options: ExecutableOption) -> Select[TeamRow]:
    return select(table).where(table.id == _ROW, table.team_id == _TEAM).options(*options)


_MEASURES = (
    select(Measure)
    .where(Measure.team_id == _TEAM, Measure.archived_at.is_(None))
    .order_by(Measure.position, Measure.id)
    .options(joinedload(Measure.targets))
)
_MEASURE = _of_team(Measure, joinedload(Measure.definitions), joinedload(Measure.targets))
_GOAL = _of_team(Goal, selectinload(Goal.targets), selectinload(Goal.drivers), selectinload(Goal.outcome))
_DRIVER = _of_team(Driver)
_INTERVENTION = _of_team(Intervention, selectinload(Intervention.measures))
_TEST = _of_team(PdsaCycle)
_PHASE = _of_team(Phase)
_ANNOTATION = _of_team(Annotation)
_EVENT = _of_team(RareEvent)
_MEMBERSHIP = _of_team(Membership, selectinload(Membership.user))
_INVITATION = _of_team(Invitation)

_TEAM_DOOR = select(
    Team,
    select(Membership.role)
    .where(Membership.team_id == Team.id, Membership.user_id == _PERSON, Membership.left_on.is_(None))
    .scalar_subquery(),
    _advised_teams(_PERSON, Team.id),
    exists().where(
        NetworkTeam.team_id == Team.id,
        NetworkTeam.left_on.is_(None),
        Hostship.network_id == NetworkTeam.network_id,
        Hostship.user_id == _PERSON,
    ),
).where(Team.slug == bindparam("slug"))


def enter_team(user: User, slug: str, permission: Permission, *, now: datetime) -> TeamAccess:
    """Open a team's door.

    Raises:
        NotFoundError: there is no such team, or this person has no part in it.
        ForbiddenError: she has, and lacks the permission.
    """
    row = db.session.execute(_TEAM_DOOR, {"user": user.id, "slug": slug}).one_or_none()
    if row is None:
        raise NotFoundError(slug)
    team, role, advised, is_hosted = row
    roles = _roles({role: role is not None, Role.ADVISOR: advised, Role.HOST: is_hosted})
    if not roles:
        raise NotFoundError(slug)
    access = TeamAccess(user, now, roles, permissions_of(roles), team)
    access.require(permission)
    return access


def enter_network(user: User, slug: str, permission: Permission, *, now: datetime) -> NetworkAccess:
    """Open a learning network's door, for its host and for advisors with a team in it.

    Raises:
        NotFoundError: there is no such network, or this person has no part in it.
        ForbiddenError: she has, and lacks the permission.
    """
    hosts = exists().where(Hostship.network_id == Network.id, Hostship.user_id == user.id)
    advises = exists().where(
        NetworkTeam.network_id == Network.id,
        NetworkTeam.left_on.is_(None),
        _advised_teams(user.id, NetworkTeam.team_id),
    )
    row = db.session.execute(select(Network, hosts, advises).where(Network.slug == slug)).one_or_none()
    if row is None:
        raise NotFoundError(slug)
    network, is_host, is_advisor = row
    roles = _roles({Role.HOST: is_host, Role.ADVISOR: is_advisor})
    if not roles:
        raise NotFoundError(slug)
    access = NetworkAccess(user, now, roles, permissions_of(roles), network)
    access.require(permission)
    return access


def enter_office(user: User, *, now: datetime) -> OfficeAccess:
    """Open the office's door. Whoever does not work there is told that nothing is there.

    Raises:
        NotFoundError: this person does not run the office.
    """
    if not user.is_administrator:
        raise NotFoundError("office")
    roles = frozenset({Role.ADMINISTRATOR})
    return OfficeAccess(user, now, roles, permissions_of(roles))


def team_access_of_host(network: NetworkAccess, team: Team) -> TeamAccess:
    """Give the host's own access to a team she has just made in her network: the first leader is invited from it."""
    network.require(Permission.MANAGE_NETWORK)
    roles = frozenset({Role.HOST})
    granted = permissions_of(roles) | {Permission.MANAGE_TEAM}
    return TeamAccess(network.user, network.now, roles, granted, team)


def _roles(held: dict[Role, bool]) -> frozenset[Role]:
    return frozenset(role for role, holds in held.items() if holds)
