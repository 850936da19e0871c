"""What the grid of several weeks is handed: columns, rows and cells in the shapes of `components/grid.html`."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from tracker.analysis import Period, PeriodKind
from tracker.models.measures import Measure
from tracker.services.measures.values import factor
from tracker.text.locale import capital
from tracker.text.period_address import period_query
from tracker.web.core.language import label
from tracker.web.measurements.record.cell import CellForm, InputBox
from tracker.web.measurements.record.choice import Choice, ResultStyle
from tracker.web.measurements.record.form import RecordForm
from tracker.web.measurements.record.names import EVERY, period_name, period_text
from tracker.web.measurements.record.week_view import part_names, result_of, tally_of
from tracker.web.measurements.record.window import RecordWindow


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One measure over its columns. `has_parts`: it has a numerator and a denominator."""

    title: str
    name: str
    unit: str
    has_parts: bool
    multiplier: float
    decimals: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridCell:
    """The controls of one cell, its share as it is stored, and what telling has to say of it."""

    name: str
    boxes: tuple[InputBox, ...]
    missing: InputBox
    why: InputBox
    result: str
    is_tallied: bool
    tally: str
    ask: Choice | None


@dataclass(frozen=True, slots=True)
class GridRow:
    """One period; `is_running`: it is not over."""

    label: str
    short: str
    name: str
    address: dict[str, str]
    cells: tuple[GridCell, ...]
    is_running: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of the form."""

    id: str
    title: str
    head: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]


def grids(form: RecordForm, window: RecordWindow) -> list[Grid]:
    """Lay the form's cells out in tables."""
    made = []
    for table in window.tables:
        rows = tuple(
            GridRow(
                name := period_name(period, window.today),
                name.partition(" ")[2] if period.kind is PeriodKind.WEEK else name,
                period_text(period, window.today),
                period_query(period),
                tuple(_cell(form.cells[measure.id, period], window) for measure in table.measures),
                period.stop >= window.today,
            )
            for period in table.periods
        )
        columns = tuple(map(_column, table.measures))
        made.append(Grid(f"grid-{table.kind}", str(EVERY[table.kind]), str(label(table.kind)), columns, rows))
    return made


def title_of(window: RecordWindow) -> str:
    """Name the periods of the main table: "uke 41–48"."""
    return _span(window.main.periods, window)


def begin_at(form: RecordForm, window: RecordWindow, period: Period) -> None:
    """Let the grid open with the caret in the first empty box of a period, where it is shown."""
    cells = [cell for cell in form.cells.values() if cell.place.period == period and not cell.missing.text]
    boxes = [box for cell in cells for box in cell.numbers.values() if not box.text]
    if boxes and window.tables:
        boxes[0].begins = True


def _span(periods: tuple[Period, ...], window: RecordWindow) -> str:
    first, last = period_text(periods[0], window.today), period_text(periods[-1], window.today)
    word, _space, number = first.partition(" ")
    if word and number.isdecimal() and last.startswith(f"{word} "):
        return f"{first}–{last.removeprefix(word + ' ')}"
    return str(_("%(first)s til %(last)s", first=first, last=last))


def _column(measure: Measure) -> GridColumn:
    style = ResultStyle.of(measure)
    return GridColumn(
        measure.short_name or measure.name,
        measure.name,
        measure.unit,
        measure.value_kind.has_denominator,
        factor(measure),
        style.decimals,
        tuple(map(capital, part_names(measure))) if measure.value_kind.has_denominator else (str(_("Verdi")),),
    )


def _cell(cell: CellForm, window: RecordWindow) -> GridCell:
    text, _again = tally_of(cell, window.today)
    return GridCell(
        cell.place.name,
        tuple(cell.numbers.values()),
        cell.missing,
        cell.why,
        result_of(cell.place.measure, cell.place.row),
        cell.place.is_tallied,
        text,
        cell.ask,
    )
