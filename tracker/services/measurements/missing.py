"""Periods that are over and have no numbers, asked of many teams without reading their histories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Date, bindparam, case, exists, func, select

from tracker.access.memberships import OwnTeam
from tracker.access.permissions import Permission
from tracker.analysis import Period, PeriodKind
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure, ValueKind
from tracker.services.measurements.history import due_period

_BETWEEN = tuple(kind for kind in ValueKind if kind.is_between_events)

# Asked by every page for its bell, so it is built once: putting its words together costs more than its answer.
_DUE = case(*((Measure.period_kind == kind, bindparam(f"due_{kind.value}", type_=Date())) for kind in PeriodKind))
_MISSING = (
    select(Measure.team_id, Measure.period_kind, func.count())
    .where(
        Measure.team_id.in_(bindparam("teams", expanding=True)),
        Measure.archived_at.is_(None),
        Measure.value_kind.not_in(_BETWEEN),
        exists().where(Measurement.measure_id == Measure.id, Measurement.period_start < _DUE),
        ~exists().where(Measurement.measure_id == Measure.id, Measurement.period_start == _DUE),
    )
    .group_by(Measure.team_id, Measure.period_kind)
)


def missing_in(teams: Sequence[OwnTeam], *, today: date) -> Mapping[tuple[int, Period], int]:
    """Count the measures that lack the last finished period and have begun before it, by team id and period.

    One query, for the teams whose numbers the person records. Says the same as `history.lacking`.
    """
    ids = [team.team_id for team in teams if team.may(Permission.RECORD) and not team.is_reference]
    if not ids:
        return {}
    due = {kind: due_period(kind, today) for kind in PeriodKind}
    said = {f"due_{kind.value}": period.start for kind, period in due.items()}
    rows = db.session.execute(_MISSING, {"teams": ids, **said})
    return {(team_id, due[kind]): number for team_id, kind, number in rows}
