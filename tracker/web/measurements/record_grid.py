"""What the grid's template is handed: columns, rows and cells in the shapes of `components/grid.html`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.analysis import Period, PeriodKind
from tracker.models.measurements import Source
from tracker.models.measures import Measure
from tracker.services.measures.values import factor, is_share, shown
from tracker.services.tally.counts import Sum
from tracker.text.locale import capital
from tracker.web.core.labels import label
from tracker.web.core.language import locale
from tracker.web.measurements.record_cell import Box, CellForm, CellPlace
from tracker.web.measurements.record_form import RecordForm
from tracker.web.measurements.record_window import RecordTable, RecordWindow

EVERY = {
    PeriodKind.DAY: lazy_gettext("Hver dag"),
    PeriodKind.WEEK: lazy_gettext("Hver uke"),
    PeriodKind.FORTNIGHT: lazy_gettext("Hver fjortende dag"),
    PeriodKind.MONTH: lazy_gettext("Hver måned"),
    PeriodKind.TERTIAL: lazy_gettext("Hvert tertial"),
    PeriodKind.QUARTER: lazy_gettext("Hvert kvartal"),
    PeriodKind.YEAR: lazy_gettext("Hvert år"),
}
"""What a table of each kind of period is called."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One measure over its columns. `is_share`: it has a numerator and a denominator."""

    id: int
    title: str
    unit: str
    is_share: bool
    result: str
    multiplier: float
    decimals: int


@dataclass(frozen=True, slots=True)
class GridCell:
    """The controls of one cell, its value as it is stored, and what telling has to say of it."""

    missing: Box
    result: str
    tally: str
    numerator: Box | None = None
    denominator: Box | None = None
    value: Box | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """One period; `now`: the one the page was opened for."""

    id: str
    label: str
    cells: tuple[GridCell, ...]
    now: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of the form."""

    id: str
    title: str
    measures: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class GridFault:
    """One line of the summary: where, what, and the control to go to."""

    href: str
    text: str


def grids(
    form: RecordForm, window: RecordWindow, *, opened_for: date | None, counted: Mapping[tuple[int, date], Sum]
) -> list[Grid]:
    """Lay the form's cells out in tables."""
    made = []
    for table in window.tables:
        columns = tuple(map(_column, table.measures))
        rows = tuple(
            GridRow(
                f"p-{period.kind}-{period.start.isoformat()}",
                period_name(period, window.today),
                tuple(
                    _cell(form.cells[column.id, period], column, counted.get((column.id, period.start)))
                    for column in columns
                ),
                opened_for is not None and period == Period.containing(table.kind, opened_for),
            )
            for period in table.periods
        )
        made.append(Grid(f"grid-{table.kind}", str(EVERY[table.kind]), columns, rows))
    return made


def first_box(form: RecordForm, table: RecordTable, opened_for: date) -> Box | None:
    """Give the box to begin with: the first empty one of the period the page was opened for, or its first."""
    period = Period.containing(table.kind, opened_for)
    boxes = [box for cell in form.cells.values() if cell.place.period == period for box in cell.numbers.values()]
    return next((box for box in boxes if box.number is None), boxes[0] if boxes else None)


def wrongs(form: RecordForm, window: RecordWindow) -> list[GridFault]:
    """List what is to be mended, each with where it stands: the sentence alone does not say which of 64 boxes."""
    lines = []
    for cell in form.cells.values():
        if not cell.errors:
            continue
        where = f"{period_name(cell.place.period, window.today)}, {cell.place.measure.name}"
        where += "" if where.endswith("?") else ":"
        for control in cell.controls():
            href = f"#{control.name}-0" if control is cell.choice else f"#{control.name}"
            lines += [GridFault(href, f"{where} {error}") for error in control.errors]
    return lines


def period_name(period: Period, today: date) -> str:
    """Name a row: "Uke 45", with the year where it is another one than this."""
    other = period.year != Period.containing(period.kind, today).year
    return capital(locale().period(period, year=other))


def _column(measure: Measure) -> GridColumn:
    has_parts = measure.value_kind.has_denominator
    result = _("Andel") if is_share(measure) else _("Rate")
    decimals = 0 if is_share(measure) else measure.decimals
    return GridColumn(measure.id, measure.name, measure.unit, has_parts, str(result), factor(measure), decimals)


def _cell(cell: CellForm, column: GridColumn, counted: Sum | None) -> GridCell:
    boxes = {part.value: box for part, box in cell.numbers.items()}
    return GridCell(cell.missing, _result(cell.place, column), _tally(cell.place, counted), **boxes)


def _tally(place: CellPlace, counted: Sum | None) -> str:
    """Say that a number comes from telling; where a person wrote another one, what was counted under it."""
    if place.is_tallied:
        return str(label(Source.TALLY))
    return str(_("talt: %(n)s av %(total)s", n=counted.yes, total=counted.total)) if counted else ""


def _result(place: CellPlace, column: GridColumn) -> str:
    """Write the stored share or rate, for readers without scripts."""
    row, measure = place.row, place.measure
    if row is None or not column.is_share:
        return ""
    value = shown(measure, value=row.value, numerator=row.numerator, denominator=row.denominator)
    if value is None:
        return ""
    return locale().figure(value, _CellStyle(column.decimals, is_share(measure)))


@dataclass(frozen=True, slots=True)
class _CellStyle:
    decimals: int
    is_share: bool
    unit: str = ""
