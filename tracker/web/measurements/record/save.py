"""Saving what was typed: the same for the page of a week and for the grid of several."""

from __future__ import annotations

from tracker.access.team import TeamAccess
from tracker.services.measurements.record import ConflictError, record_many
from tracker.web.measurements.record.form import RecordForm
from tracker.web.measurements.record.load import Loaded
from tracker.web.measurements.record.messages import say_saved


def is_saved(access: TeamAccess, form: RecordForm, loaded: Loaded) -> bool:
    """Record what was changed and say so; False where the page is shown again, with what is wrong if it was sent."""
    if not form.accepted():
        return False
    cells = form.changed()
    try:
        record_many(access, cells)
    except ConflictError as error:
        form.dispute(error.conflicts)
        return False
    say_saved(cells, loaded)
    return True
