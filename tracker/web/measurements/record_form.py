"""The form of the whole grid: all of it right, or nothing of it stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _

from tracker.models.measurements import Measurement
from tracker.services.measurements.entries import EMPTY, EntryError, check
from tracker.services.measurements.record import Conflict, MeasurementCell
from tracker.web.core.language import locale
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.entry_messages import NOT_HERE
from tracker.web.measurements.record_cell import CellForm, CellPlace
from tracker.web.measurements.record_seen import Seen
from tracker.web.measurements.record_window import RecordWindow


class RecordForm(Form):
    """All cells of a window, table by table and measure by measure, over what is stored or what was posted."""

    def __init__(self, window: RecordWindow, rows: Mapping[tuple[int, date], Measurement]) -> None:
        """Make a cell for each measure and period of the window."""
        super().__init__()
        posted = request.form if request.method == "POST" else None
        self.today = window.today
        self.cells = {
            (measure.id, period): CellForm(CellPlace(measure, period, rows.get((measure.id, period.start))), posted)
            for table in window.tables
            for measure in table.measures
            for period in table.periods
        }

    @property
    def errors(self) -> dict[str, Any]:
        """All that is wrong: by cell, and under no name what is wrong with the form."""
        found: dict[str, Any] = {cell.place.name: errors for cell in self.cells.values() if (errors := cell.errors)}
        return found | ({"": list(self.form_errors)} if self.form_errors else {})

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Hold each number, then each cell as a whole; where one is wrong, show untouched cells as they are now."""
        super().validate(extra_validators)
        for cell in self.cells.values():
            if not cell.errors:
                _hold(cell, self.today)
        names = {cell.place.name for cell in self.cells.values()}
        if any("-" in name and name.rpartition("-")[0] not in names for name in request.form):
            self.refuse(None, NOT_HERE)
        right = not self.errors
        if not right:
            self._renew()
        return right

    def changed(self) -> list[MeasurementCell]:
        """Give the cells that a person changed: what she left as it was shown says nothing."""
        changes = ((cell, cell.entry()) for cell in self.cells.values())
        return [
            MeasurementCell(cell.place.measure, cell.place.period, entry, cell.saw.version)
            for cell, entry in changes
            if entry != cell.saw.entry
        ]

    def dispute(self, conflicts: Sequence[Conflict]) -> None:
        """Show both numbers of each cell that someone else changed meanwhile, and ask which one holds."""
        for conflict in conflicts:
            choice = self.cells[conflict.measure.id, conflict.period].dispute(Seen(conflict.version, conflict.theirs))
            name = conflict.name or _("Noen andre")
            period = locale().period(conflict.period)
            self.refuse(choice, messages.CONFLICT % {"name": name, "period": period})
        self._renew()

    def _renew(self) -> None:
        for cell in self.cells.values():
            if not cell.errors and cell.entry() == cell.saw.entry:
                cell.show()


def _hold(cell: CellForm, today: date) -> None:
    entry = cell.entry()
    if entry not in (EMPTY, cell.saw.entry):
        try:
            check(cell.place.measure, cell.place.period, entry, today=today)
        except EntryError as error:
            cell.refuse(error)
            return
    cell.settle()
