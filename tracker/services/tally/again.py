"""Take the count at the bedside back into use, where a person wrote another number over it."""

from __future__ import annotations

from sqlalchemy import select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.measurements import Measurement, Source
from tracker.models.measures import Measure
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.measurements.audit_words import MEASUREMENT
from tracker.services.measurements.record import first_version, label_of
from tracker.services.tally.counts import Sum
from tracker.services.tally.sums import tallied

_REMEMBERED = ("value", "numerator", "denominator", "not_measured", "missing_reason", "source")


def use_tally(access: TeamAccess, measure: Measure, *, period: Period) -> Sum | None:
    """Let a period say what was counted, also what is counted from now on; None where nothing was. Again: no change."""
    access.require(Permission.RECORD)
    counted = tallied(access, [measure], first=period.start, last=period.start).get((measure.id, period.start))
    if counted is None or measure.archived_at is not None:
        return None
    query = select(Measurement).where(
        Measurement.team_id == access.team.id,
        Measurement.measure_id == measure.id,
        Measurement.period_start == period.start,
    )
    row = db.session.scalar(query.with_for_update())
    if row is not None and row.source is Source.TALLY:
        return counted
    is_new = row is None
    if row is None:
        row = Measurement(
            team_id=access.team.id,
            measure_id=measure.id,
            period_start=period.start,
            version=first_version(access.now),
            recorded_at=access.now,
        )
        db.session.add(row)
    else:
        row.version += 1
    before = {} if is_new else snapshot(row, *_REMEMBERED)
    row.value, row.numerator, row.denominator = None, float(counted.yes), float(counted.total)
    row.not_measured, row.missing_reason, row.source = False, None, Source.TALLY
    row.recorded_by_id, row.recorded_at = None, access.now
    db.session.flush()
    label = label_of(measure, period)
    if is_new:
        note(access, Deed.CREATED, MEASUREMENT, row.id, label=label, after=snapshot(row, *_REMEMBERED))
        return counted
    old, new = changes(before, snapshot(row, *_REMEMBERED))
    note(access, Deed.CHANGED, MEASUREMENT, row.id, label=label, before=old, after=new)
    return counted
