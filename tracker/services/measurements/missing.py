"""Periods that are over and have no numbers, asked of many teams without reading their histories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import and_, func, or_, select

from tracker.access.memberships import OwnTeam
from tracker.access.permissions import Permission
from tracker.analysis import Period, PeriodKind
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure, ValueKind
from tracker.services.measurements.history import due_period

_BETWEEN = tuple(kind for kind in ValueKind if kind.is_between_events)


def missing_in(teams: Sequence[OwnTeam], *, today: date) -> Mapping[tuple[int, Period], int]:
    """Count the measures that lack the last finished period and have begun before it, by team id and period.

    One query, for the teams whose numbers the person records. Says the same as `history.lacking`.
    """
    ids = [team.team_id for team in teams if team.may(Permission.RECORD) and not team.is_reference]
    if not ids:
        return {}
    due = {kind: due_period(kind, today) for kind in PeriodKind}
    own = Measurement.measure_id == Measure.id
    lacks = or_(
        *(
            and_(
                Measure.period_kind == kind,
                select(Measurement.id).where(own, Measurement.period_start < period.start).exists(),
                ~select(Measurement.id).where(own, Measurement.period_start == period.start).exists(),
            )
            for kind, period in due.items()
        )
    )
    query = select(Measure.team_id, Measure.period_kind, func.count()).where(
        Measure.team_id.in_(ids), Measure.archived_at.is_(None), Measure.value_kind.not_in(_BETWEEN), lacks
    )
    rows = db.session.execute(query.group_by(Measure.team_id, Measure.period_kind))
    return {(team_id, due[kind]): number for team_id, kind, number in rows}
