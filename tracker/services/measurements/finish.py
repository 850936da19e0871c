"""A period that somebody says is done before it is over: its point is judged at once. It can be taken back."""

from __future__ import annotations

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period
from tracker.models.audit import Deed
from tracker.models.measures import Measure
from tracker.services.audit.log import note, snapshot
from tracker.services.measurements.audit_words import MEASUREMENT
from tracker.services.measurements.record import find, label_of


class NotRunningError(ValueError):
    """The period is over, or was not measured: there is nothing to say of it."""


def finish(access: TeamAccess, measure: Measure, *, period: Period) -> None:
    """Say that all of a period that runs is in. Said again, nothing changes.

    Raises:
        NotFoundError: nothing is recorded there.
        NotRunningError: the period is over, or was not measured.
    """
    access.require(Permission.RECORD)
    row = find(access, measure, period)
    if period.stop < access.today or row.not_measured:
        raise NotRunningError
    if row.finished_at is None:
        row.finished_at, row.finished_by_id = access.now, access.user.id
        after = snapshot(row, "finished_at")
        note(access, Deed.CHANGED, MEASUREMENT, row.id, label=label_of(measure, period), after=after)


def reopen(access: TeamAccess, measure: Measure, *, period: Period) -> None:
    """Take back that a period is done: it waits for its end again.

    Raises:
        NotFoundError: nothing is recorded there.
    """
    access.require(Permission.RECORD)
    row = find(access, measure, period)
    if row.finished_at is not None:
        before = snapshot(row, "finished_at")
        row.finished_at, row.finished_by_id = None, None
        note(access, Deed.CHANGED, MEASUREMENT, row.id, label=label_of(measure, period), before=before)
