"""Which of a team's charts stands beside a barrier."""

from __future__ import annotations

from sqlalchemy import case, select

from tracker.models.barriers import Barrier
from tracker.models.base import db
from tracker.models.improvement import InterventionMeasure
from tracker.models.measures import Measure


def chart_of(row: Barrier) -> Measure | None:
    """Return the measure that a barrier touches, itself or by an intervention, else the team's first, in one query."""
    by_intervention = select(InterventionMeasure.measure_id).where(
        InterventionMeasure.intervention_id == row.intervention_id
    )
    nearest = case((Measure.id == row.measure_id, 0), (Measure.id.in_(by_intervention), 1), else_=2)
    query = select(Measure).where(Measure.team_id == row.team_id, Measure.archived_at.is_(None))
    return db.session.scalars(query.order_by(nearest, Measure.position, Measure.id).limit(1)).first()
