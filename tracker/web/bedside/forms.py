"""The form of the whole grid: all of it right, or nothing of it stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from flask import request
from flask_babel import gettext as _
from wtforms import FormField

from tracker.analysis import Period
from tracker.charts.language import capital
from tracker.models.measurements import Measurement, Source
from tracker.models.measures import Measure
from tracker.services.entries import EMPTY, EntryError, check
from tracker.services.measuring import Cell, Conflict
from tracker.web import words
from tracker.web.bedside.cells import NOT_HERE, CellForm, cell_of, shown
from tracker.web.bedside.seen import Seen
from tracker.web.bedside.window import Window
from tracker.web.forms import Form
from tracker.web.layout import chart_language


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell of the form belongs, and what is stored there."""

    measure: Measure
    period: Period
    row: Measurement | None

    @property
    def name(self) -> str:
        """The cell's name in the form."""
        return f"m{self.measure.id}-{self.period.start.isoformat()}"

    @property
    def is_tallied(self) -> bool:
        """True where the numbers come from the bedside."""
        return self.row is not None and self.row.source is Source.TALLY and not self.row.not_measured


class RecordForm(Form):
    """All cells of a window. Made by `record_form`, which gives it a field for each place."""

    places: Sequence[Place] = ()
    today: date

    def cell(self, place: Place) -> CellForm:
        """Give the small form of a place."""
        return cast("FormField[CellForm]", self[place.name]).form

    def cells(self) -> Iterator[tuple[Place, CellForm]]:
        """Go through all cells."""
        return ((place, self.cell(place)) for place in self.places)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Hold each field, then each cell as a whole; where one is wrong, show untouched cells as they are now."""
        super().validate(extra_validators)
        for place, cell in self.cells():
            if not cell.errors:
                _hold(place, cell, self.today)
        if any(not _is_known(name, self) for name in request.form):
            self.refuse(None, NOT_HERE)
        if self.errors:
            self._renew()
        return not self.errors

    def changed(self) -> list[Cell]:
        """Give the cells that a person changed: what she left as it was shown says nothing."""
        return [
            Cell(place.measure, place.period, cell.entry(), cell.saw.version)
            for place, cell in self.cells()
            if cell.entry() != cell.saw.entry
        ]

    def dispute(self, conflicts: Sequence[Conflict]) -> None:
        """Show both numbers of each cell that someone else changed meanwhile, and ask which one holds."""
        by_place = {(conflict.measure.id, conflict.period): conflict for conflict in conflicts}
        for place, cell in self.cells():
            if conflict := by_place.get((place.measure.id, place.period)):
                cell.dispute(Seen(conflict.version, conflict.theirs))
                name = conflict.name or _("Noen andre")
                period = chart_language().period(place.period)
                self.refuse(cell.choice, words.CONFLICT % {"name": name, "period": period})
        self._renew()

    def _renew(self) -> None:
        for place, cell in self.cells():
            if not cell.errors and cell.entry() == cell.saw.entry:
                cell.show(Seen.of(place.row))


def record_form(window: Window, rows: Mapping[tuple[int, date], Measurement]) -> RecordForm:
    """Make the form of a window over what is stored, and read what was posted."""
    places = tuple(
        Place(measure, period, rows.get((measure.id, period.start)))
        for table in window.tables
        for measure in table.measures
        for period in table.periods
    )
    fields: dict[str, Any] = {place.name: FormField(cell_of(place.measure)) for place in places}
    made: type[RecordForm] = type("WindowForm", (RecordForm,), {**fields, "places": places, "today": window.today})
    # What was posted is read alone: a cell that did not come with it says nothing, and saw nothing of what is stored.
    posted = request.method == "POST"
    form = made(**({} if posted else {place.name: shown(Seen.of(place.row)) for place in places}))
    for place, cell in form.cells():
        if posted:
            cell.compare(cell.saw)
        cell.choice.label.text = f"{capital(chart_language().period(place.period))}, {place.measure.name}"
    return form


def _hold(place: Place, cell: CellForm, today: date) -> None:
    entry = cell.entry()
    if entry not in (EMPTY, cell.saw.entry):
        try:
            check(place.measure, place.period, entry, today=today)
        except EntryError as error:
            cell.refuse(error)
            return
    cell.settle()


def _is_known(name: str, form: RecordForm) -> bool:
    """Tell whether a posted name belongs here; a cell that is not in this window does not."""
    return "-" not in name or name.rpartition("-")[0] in form
