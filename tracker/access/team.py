"""The doors: each loads what it guards and decides who may come in, in one call.

A stranger is told that nothing is there (`NotFoundError`); someone known, without the permission, that she may not
(`ForbiddenError`). The values handed out carry who, where and when, so that no service has to ask the air for them.
Only this module makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Integer, Select, bindparam, exists, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from tracker.access.people import Access, NotFoundError, roles_held
from tracker.access.permissions import Permission, permissions_of
from tracker.models.accounts import Advisorship, Hostship, Role, User
from tracker.models.base import db
from tracker.models.improvement import Driver, Goal, Intervention, PdsaCycle
from tracker.models.measurements import Annotation, Measurement, Phase, RareEvent
from tracker.models.measures import Measure
from tracker.models.networks import NetworkTeam
from tracker.models.teams import Invitation, Membership, Team, TeamOrganisation

TeamRow = TypeVar(
    "TeamRow", Measure, Measurement, Goal, Driver, Intervention, PdsaCycle, Phase, Annotation, RareEvent, Membership,
    Invitation,
)  # fmt: skip


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


def advised_teams(user_id: Any, team_id: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own column types
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
    advised_teams(_PERSON, Team.id),
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
    roles = roles_held({role: role is not None, Role.ADVISOR: advised, Role.HOST: is_hosted})
    if not roles:
        raise NotFoundError(slug)
    access = TeamAccess(user, now, roles, permissions_of(roles), team)
    access.require(permission)
    return access
