"""What a team has stored that speaks for a step, beside its charts: members, agreements, drivers and who tried what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import joinedload

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import Role
from tracker.models.base import db
from tracker.models.improvement import Driver, Goal, Intervention, InterventionState, PdsaCycle
from tracker.models.networks import NetworkTeam
from tracker.models.teams import Membership


@dataclass(frozen=True, slots=True)
class TriedDriver:
    """A driver of an open goal, and whether anything of it was tried: by a test, or by an intervention that began."""

    title: str
    goal_id: int
    goal_slug: str
    is_tried: bool


def roles_in(access: TeamAccess) -> Sequence[Role]:
    """List the roles of all who are in the team now."""
    access.require(Permission.READ_PROGRESS)
    query = select(Membership.role).where(Membership.team_id == access.team.id, Membership.left_on.is_(None))
    return db.session.scalars(query.order_by(Membership.id)).all()


def networks_of(access: TeamAccess) -> Sequence[NetworkTeam]:
    """List the networks the team takes part in, those it joined last first."""
    access.require(Permission.READ_PROGRESS)
    query = select(NetworkTeam).where(NetworkTeam.team_id == access.team.id, NetworkTeam.left_on.is_(None))
    query = query.options(joinedload(NetworkTeam.network, innerjoin=True))
    return db.session.scalars(query.order_by(NetworkTeam.joined_on.desc(), NetworkTeam.id.desc())).all()


def drivers_tried(access: TeamAccess) -> list[TriedDriver]:
    """List the drivers of the team's open goals, those nothing was tried of first."""
    access.require(Permission.READ_PROGRESS)
    tested = exists().where(
        PdsaCycle.team_id == Driver.team_id,
        PdsaCycle.started_on <= access.today,
        or_(
            PdsaCycle.measure_id == Driver.measure_id,
            PdsaCycle.intervention_id.in_(select(Intervention.id).where(Intervention.driver_id == Driver.id)),
        ),
    )
    begun = exists().where(Intervention.driver_id == Driver.id, Intervention.state != InterventionState.IDEA)
    query = (
        select(Driver.title, Goal.id, Goal.slug, or_(tested, begun))
        .join(Goal, Goal.id == Driver.goal_id)
        .where(Driver.team_id == access.team.id, Goal.closed_at.is_(None))
        .order_by(Goal.id, Driver.position)
    )
    found = [TriedDriver(*row) for row in db.session.execute(query)]
    return sorted(found, key=lambda driver: driver.is_tried)
