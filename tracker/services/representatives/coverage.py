"""Where users are in: how many interventions on each level, and how many of them were planned together with users."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, case, func, or_, select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.base import db
from tracker.models.improvement import Intervention, Level


@dataclass(frozen=True, slots=True)
class Coverage:
    """Interventions on one level, and how many of them were planned together with users."""

    interventions: int = 0
    together: int = 0


def planned_together() -> ColumnElement[int]:
    """Return the count of interventions that were planned together with representatives or user organisations."""
    is_together = or_(Intervention.with_representatives, Intervention.with_organisations != "")
    return func.coalesce(func.sum(case((is_together, 1), else_=0)), 0, type_=Integer)


def coverage_of(access: TeamAccess) -> Mapping[Level, Coverage]:
    """Count the team's interventions by level, in one query."""
    access.require(Permission.READ)
    query = select(Intervention.level, func.count(Intervention.id), planned_together())
    query = query.where(Intervention.team_id == access.team.id).group_by(Intervention.level)
    found = {level: Coverage(number, int(together)) for level, number, together in db.session.execute(query)}
    return {level: found.get(level, Coverage()) for level in Level}
