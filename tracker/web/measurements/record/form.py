"""The form of all cells: all of it right, or nothing of it stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _

from tracker.models.measurements import Measurement
from tracker.services.measurements.entries import EMPTY, EntryError, check
from tracker.services.measurements.record import Conflict, MeasurementCell
from tracker.services.tally.counts import Sum
from tracker.web.core.transactions import refuse_changes
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.entry_messages import NOT_HERE
from tracker.web.measurements.record.cell import CellForm, CellPlace
from tracker.web.measurements.record.names import clock, period_text
from tracker.web.measurements.record.seen import SeenCell
from tracker.web.measurements.record.window import RecordWindow

Rows = Mapping[tuple[int, date], Measurement]
Counted = Mapping[tuple[int, date], Sum]


class RecordForm(Form):
    """All cells of a window, table by table and measure by measure, over what is stored or what was posted."""

    def __init__(
        self, window: RecordWindow, rows: Rows, *, counted: Counted, pasted: Mapping[str, str] | None = None
    ) -> None:
        """Make a cell for each measure and period of the window; `pasted` stands in it as if it had been typed."""
        super().__init__()
        posted = request.form if request.method == "POST" and pasted is None else None
        self.today = window.today
        self.said_by = ""
        by_measure: dict[int, list[Measurement]] = {}
        for row in rows.values():
            by_measure.setdefault(row.measure_id, []).append(row)
        self.cells = {}
        for table in window.tables:
            for measure in table.measures:
                for period in table.periods:
                    where = (measure.id, period.start)
                    others = [row for row in by_measure.get(measure.id, []) if row.period_start != period.start]
                    place = CellPlace(measure, period, rows.get(where), counted.get(where), others)
                    brought = pasted if pasted and f"{place.name}-seen" in pasted else posted
                    self.cells[measure.id, period] = CellForm(place, brought)

    @property
    def errors(self) -> dict[str, Any]:
        """All that is wrong: by cell, and under no name what is wrong with the form."""
        found: dict[str, Any] = {cell.place.name: errors for cell in self.cells.values() if (errors := cell.errors)}
        return found | ({"": list(self.form_errors)} if self.form_errors else {})

    @property
    def conflicts(self) -> list[CellForm]:
        """The cells where two persons' numbers stand against each other."""
        return [cell for cell in self.cells.values() if cell.choice is not None]

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
        """Return the cells that a person changed: what she left as it was shown says nothing."""
        return [
            MeasurementCell(cell.place.measure, cell.place.period, cell.entry(), cell.seen_version)
            for cell in self.cells.values()
            if cell.has_changed
        ]

    def dispute(self, conflicts: Sequence[Conflict]) -> None:
        """Show both numbers of each cell that someone else changed meanwhile, and ask which one holds."""
        names = {conflict.name for conflict in conflicts}
        for conflict in conflicts:
            seen = SeenCell(conflict.version, conflict.theirs)
            at = clock(conflict.at) if conflict.at else ""
            choice = self.cells[conflict.measure.id, conflict.period].dispute(seen, name=conflict.name, at=at)
            choice.errors.append(choice.line)
        periods = {conflict.period for conflict in conflicts}
        name = names.pop() if len(names) == 1 else ""
        period = period_text(periods.pop(), self.today) if len(periods) == 1 else _("de samme tallene")
        self.said_by = str(messages.CONFLICT % {"name": name or _("Noen andre"), "period": period})
        refuse_changes()
        self._renew()

    def _renew(self) -> None:
        for cell in self.cells.values():
            if not cell.errors and not cell.has_changed and not cell.is_disputed:
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
