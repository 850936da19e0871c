"""A measure's target: what holds from today, and what held before."""

from __future__ import annotations

from datetime import date

from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.measures import Measure, MeasureTarget
from tracker.services.audit.log import note, snapshot
from tracker.services.measures.audit_words import TARGET

TARGET_COLUMNS = ("value", "low", "high", "deadline")


def set_target(
    access: TeamAccess,
    measure: Measure,
    *,
    value: float | None,
    low: float | None = None,
    high: float | None = None,
    deadline: date | None = None,
) -> bool:
    """Let a target hold from today, as stored; those before it keep their stretch. Return whether that is new.

    Whoever calls has asked whether this person may, and counts the measure's version.
    """
    earlier = measure.targets[-1] if measure.targets else None
    row = MeasureTarget(
        team_id=access.team.id,
        value=value,
        low=low,
        high=high,
        deadline=deadline,
        valid_from=access.today,
        set_by_id=access.user.id,
        set_at=access.now,
    )
    if all(getattr(row, name) == getattr(earlier, name, None) for name in TARGET_COLUMNS):
        return False
    measure.targets.append(row)
    db.session.flush()
    before = None if earlier is None else snapshot(earlier, *TARGET_COLUMNS)
    after = snapshot(row, *TARGET_COLUMNS, "valid_from")
    note(access, Deed.CREATED, TARGET, row.id, label=measure.name, before=before, after=after)
    return True
