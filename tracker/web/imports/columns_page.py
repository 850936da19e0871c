"""What the wizard's second page is handed: how the file is built, its first rows, and what must be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import Field

from tracker.analysis import Period
from tracker.models.measures import Measure
from tracker.services.imports.check.combine import added
from tracker.services.imports.choices import SeveralRows, Shape
from tracker.services.imports.file.header_row import Column, has_days
from tracker.services.imports.file.table import ImportTable
from tracker.services.imports.layout import Layout
from tracker.services.imports.upload_store import Examined
from tracker.text.locale import capital
from tracker.web.core.language import locale
from tracker.web.forms.entry_messages import said
from tracker.web.imports.forms import SHAPES, ColumnsForm
from tracker.web.imports.messages import COLUMNS

EXAMPLES = 5
_MOST_COLUMNS = 12
_ENDS = 5, 2
"""Columns that are shown from the beginning and the end, where there are too many."""


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column of the first rows: its heading, what it is, and the field to say so in where there is a choice."""

    head: str
    role: str
    """t for periods, m for measures, v for numbers, n for notes, x for what is not taken in."""
    text: str
    field: Field | None
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShownShape:
    """One way a file may be built."""

    value: str
    name: str
    hint: str
    is_chosen: bool


_ROLES = {Column.PERIOD: "t", Column.YEAR: "t", Column.MEASURE: "m", Column.TEAM: "m", Column.NOTE: "n"}


def shapes(form: ColumnsForm) -> list[ShownShape]:
    """Lay out the ways a file may be built."""
    return [
        ShownShape(shape.value, str(name), str(hint), form.shape.data == shape.value)
        for shape, (name, hint) in SHAPES.items()
    ]


def first_columns(table: ImportTable, layout: Layout, form: ColumnsForm) -> tuple[list[ShownColumn], list[int]]:
    """Lay out the first rows column by column, and the numbers of the rows."""
    rows = list(islice(table.rows(), EXAMPLES))
    width = len(table.header)
    shown = list(range(width))
    if width > _MOST_COLUMNS:  # those in the middle that need no choice are counted, not shown
        shown = [at for at in shown if at in form.offered or at < _ENDS[0] or at >= width - _ENDS[1]]
    columns: list[ShownColumn] = []
    before = -1
    for at in shown:
        if at > before + 1:
            columns.append(_gap(at - before - 1, len(rows)))
        cells = [row[at] if at < len(row) else "" for _number, row in rows]
        columns.append(_column(table.header[at], at, layout, form, cells))
        before = at
    if width > before + 1:
        columns.append(_gap(width - before - 1, len(rows)))
    return columns, [number for number, _row in rows]


def understood(found: Examined | None) -> str:
    """Return in one sentence what was understood of a file."""
    if found is None:
        return ""
    starts = [(line.start, line.destination.measure.period_kind) for line in found.checked.lines]
    measures = {line.destination.measure.id for line in found.checked.lines}
    measures |= {event.destination.measure.id for event in found.checked.events}
    if not measures:
        return ""
    parts = [ngettext("%(num)s indikator", "%(num)s indikatorer", len(measures))]
    if starts:
        write = locale()
        first, last = (write.period(Period(kind, start), year=True) for start, kind in (min(starts), max(starts)))
        parts.append(_("%(first)s til %(last)s", first=first, last=last))
    numbers = ngettext("%(num)s tall", "%(num)s tall", found.checked.ready)
    return f"{', '.join(map(str, parts))}. {numbers}."


def several_hint(found: Examined | None) -> str:
    """Return what adding up would make of the first period that several rows are in."""
    example = found.checked.asked.example if found else None
    if example is None:
        return ""
    line = example.lines[0]
    entries = [one.entry for one in example.lines]
    period = locale().period(Period(line.destination.measure.period_kind, line.start), year=True)
    rows = ngettext("fra %(num)s rad", "fra %(num)s rader", len(entries))
    return f"{capital(period)}: {said(added(entries))}, {rows}."


def usual_several(found: Examined | None) -> str:
    """Tell what is chosen beforehand for several rows in one period: days are added up, others are asked about."""
    if found is None:
        return SeveralRows.REFUSE.value
    chosen = found.choices.several
    example = found.checked.asked.example
    if chosen is SeveralRows.REFUSE and example is not None and (example.are_days or has_days(found.table.header)):
        return SeveralRows.ADD.value
    return chosen.value


def names_shown(layout: Layout, found: Examined | None, measures: Sequence[Measure]) -> list[str]:
    """List the names of measures that are shown although they are known: those of a file's columns or rows."""
    if found is None or not measures:
        return []
    if layout.shape is Shape.MEASURES:
        return list(dict.fromkeys(part.name for part in layout.measures.values()))
    return []


def year_note(found: Examined | None, typed: str) -> str:
    """Return where the year of the periods comes from, where the file's rows do not say it."""
    if found is None or not found.choices.year or typed:
        return ""
    return str(
        _("Perioder uten årstall er lest som %(year)s, fra navnet på filen eller arket.", year=found.choices.year)
    )


def _gap(count: int, rows: int) -> ShownColumn:
    text = ngettext("%(num)s kolonne til", "%(num)s kolonner til", count)
    return ShownColumn("…", "x", str(text), None, ["…"] * rows)


def _column(head: str, at: int, layout: Layout, form: ColumnsForm, cells: Sequence[str]) -> ShownColumn:
    if at in layout.periods:
        return ShownColumn(head, "t", str(COLUMNS[Column.PERIOD]), None, cells)
    if at in layout.measures:
        name, part = layout.measures[at]
        is_whole = part in {None, Column.VALUE}
        text = name if is_whole or part is None else f"{COLUMNS[part]}: {name}"
        return ShownColumn(head, "m", text, None, cells)
    held = layout.columns.get(at)
    role = _ROLES.get(held, "v") if held else "x"
    return ShownColumn(head, role, "", form.field(at), cells)
