"""Phases: a stretch of the series with its own median. A person decides it, with a date, a name and a reason."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import func, select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period
from tracker.models.audit import Deed
from tracker.models.base import Json, db
from tracker.models.improvement import Intervention
from tracker.models.measurements import Measurement, Phase, RareEvent
from tracker.models.measures import Measure
from tracker.services.audit.log import note, snapshot
from tracker.services.locking import lock_team
from tracker.services.measurements.audit_words import PHASE
from tracker.services.measures.plan import LEAST_BASELINE
from tracker.services.refusal import Refused

_COLUMNS = ("measure_id", "starts_on", "name", "reason", "baseline_points", "intervention_id")


class PhaseFault(StrEnum):
    """Why a phase cannot begin there."""

    NOTHING_BEFORE = "nothing_before"
    NOTHING_AFTER = "nothing_after"
    TAKEN = "taken"
    BASELINE_SHORT = "baseline_short"
    WRONG_KIND = "wrong_kind"


def begin_phase(
    access: TeamAccess,
    measure: Measure,
    *,
    period: Period,
    name: str,
    reason: str,
    baseline_points: int | None = None,
    intervention_id: int | None = None,
    proposed_by_id: int | None = None,
) -> Phase:
    """Let a phase begin at a period. The same decision sent twice is one phase.

    Raises:
        Refused: a phase cannot begin there.
        NotFoundError: the intervention is not the team's.
    """
    access.require(Permission.DECIDE_PHASE)
    lock_team(access)
    if intervention_id is not None:
        access.one(Intervention, intervention_id)
    query = select(Phase).where(Phase.measure_id == measure.id, Phase.starts_on == period.start)
    existing = db.session.scalar(query)
    if existing is not None:
        said = (existing.name, existing.reason, existing.baseline_points, existing.intervention_id)
        if said == (name, reason, baseline_points, intervention_id):
            return existing
        raise Refused(PhaseFault.TAKEN, "starts")
    check_start(measure, period, baseline_points)
    row = Phase(
        team_id=access.team.id,
        measure_id=measure.id,
        starts_on=period.start,
        name=name,
        reason=reason,
        baseline_points=baseline_points,
        intervention_id=intervention_id,
        decided_by_id=access.user.id,
        decided_at=access.now,
        proposed_by_id=proposed_by_id,
    )
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, PHASE, row.id, label=_label(measure, row), after=_said(row))
    return row


def remove_phase(access: TeamAccess, measure: Measure, phase: Phase) -> None:
    """Join a phase with the one before it. The trail keeps what was decided, by whom."""
    access.require(Permission.DECIDE_PHASE)
    note(access, Deed.REMOVED, PHASE, phase.id, label=_label(measure, phase), before=_said(phase))
    db.session.delete(phase)
    db.session.flush()


def check_start(measure: Measure, period: Period, baseline_points: int | None = None) -> None:
    """Check that there are points on both sides: before the first there is nothing to part.

    Raises:
        Refused: a phase cannot begin there.
    """
    if period.kind is not measure.period_kind:
        raise Refused(PhaseFault.WRONG_KIND, "starts")
    if measure.value_kind.is_between_events:
        # The first event begins the first interval: it is no point of the chart.
        days = db.session.scalars(select(RareEvent.happened_on).where(RareEvent.measure_id == measure.id)).all()
        found = sorted(days)[1:]
        first, last = (found[0], found[-1]) if found else (None, None)
    else:
        query = select(func.min(Measurement.period_start), func.max(Measurement.period_start))
        first, last = db.session.execute(query.where(Measurement.measure_id == measure.id)).one()
    if first is None or period.start <= first:
        raise Refused(PhaseFault.NOTHING_BEFORE, "starts")
    if last is None or period.start > last:
        raise Refused(PhaseFault.NOTHING_AFTER, "starts")
    if baseline_points is not None and baseline_points < LEAST_BASELINE:
        raise Refused(PhaseFault.BASELINE_SHORT, "baseline_points")


def _label(measure: Measure, phase: Phase) -> str:
    return f"{measure.name}: {phase.name}"


def _said(phase: Phase) -> Json:
    return {name: value for name, value in snapshot(phase, *_COLUMNS).items() if value is not None}
