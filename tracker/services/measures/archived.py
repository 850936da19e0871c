"""Measures that were put away: not recorded any more, but shown where they stood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import select

from tracker.access.people import OSLO
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.base import db
from tracker.models.measures import Measure


def archived_since(access: TeamAccess, day: date) -> Sequence[Measure]:
    """List the team's measures that were put away on a day or later, in the team's order."""
    access.require(Permission.READ)
    query = select(Measure).where(
        Measure.team_id == access.team.id, Measure.archived_at >= datetime.combine(day, time(), OSLO)
    )
    rows = db.session.scalars(query.order_by(Measure.position, Measure.id)).all()
    return [measure for measure in rows if not measure.value_kind.is_between_events]
