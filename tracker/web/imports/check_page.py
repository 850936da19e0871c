"""What the wizard's third page is handed: the rows that are wrong, those that write over others, and the sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import Field

from tracker.analysis import Period
from tracker.services.imports.columns import Column
from tracker.services.imports.faults import Fault, RowFault
from tracker.services.imports.table import ImportTable
from tracker.services.imports.upload_store import Examined
from tracker.text.locale import capital
from tracker.web.core.language import locale
from tracker.web.forms.entry_messages import said
from tracker.web.imports.forms import MendForm
from tracker.web.imports.messages import COLUMNS, ROWS

MOST_SHOWN = 50
"""Rows that are shown of those that are wrong, and of those that write over others: the rest is counted."""
EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class WrongRow:
    """One row that cannot be stored: where, what was read, why not, and the field to mend it in, where one can."""

    row: int
    column: str
    read: str
    sentence: str
    field: Field | None
    label: str


@dataclass(frozen=True, slots=True)
class OverwrittenRow:
    """One row that is written over: what stands there now, and what will."""

    row: int
    measure: str
    period: str
    old: str
    new: str


def faults_shown(found: Examined) -> list[Fault]:
    """Give the faults that the page has room for."""
    return found.checked.faults[:MOST_SHOWN]


def cells_to_mend(found: Examined) -> dict[tuple[int, int], str]:
    """Give the cells that the shown faults are about, as they stand, by row and column."""
    at = {column: place for place, column in found.columns.items()}
    faults = {fault.row: at[fault.column] for fault in faults_shown(found) if fault.column in at}
    cells: dict[tuple[int, int], str] = {}
    for number, row in _rows(found.table, set(faults)):
        place = faults[number]
        cells[number, place] = row[place] if place < len(row) else ""
    return cells


def wrong_rows(found: Examined, form: MendForm) -> list[WrongRow]:
    """Lay the wrong rows out, each with its field."""
    at = {column: place for place, column in found.columns.items()}
    lines = []
    for fault in faults_shown(found):
        place = at.get(fault.column) if fault.column else None
        field = form.cell(fault.row, place) if place is not None and (fault.row, place) in form.shown else None
        column = str(COLUMNS[fault.column]) if fault.column else ""
        sentence = capital(str(ROWS[fault.fault]))
        lines.append(WrongRow(fault.row, column, fault.text, sentence, field, _mend_label(fault.row, column)))
    return lines


def failing_rows(found: Examined) -> Iterator[list[str]]:
    """Give the whole of every row that is wrong, with what is wrong at its end; the first row names the columns."""
    yield [*found.table.header, str(_("Feil"))]
    sentences: Mapping[int, str] = {fault.row: str(ROWS[fault.fault]) for fault in found.checked.faults}
    for number, row in _rows(found.table, set(sentences)):
        width = len(found.table.header)
        cells = [*row[:width], *[""] * (width - len(row))]
        yield [*cells, sentences[number]]


def rows_written_over(found: Examined) -> list[OverwrittenRow]:
    """Lay out the rows that would be written over, as many as there is room for."""
    write = locale()
    lines = []
    for each in found.plan.overwrites[:MOST_SHOWN]:
        measure = each.line.shelf.measure
        period = write.period(Period(measure.period_kind, each.line.start), year=True)
        lines.append(
            OverwrittenRow(each.line.row, measure.name, capital(period), said(each.old.entry), said(each.line.entry))
        )
    return lines


def sums(found: Examined) -> list[str]:
    """Say in a few words each what the file holds besides the rows that are ready and wrong."""
    plan, checked = found.plan, found.checked
    new = len(plan.new) + len(plan.events)
    parts = []
    if new:
        parts.append(ngettext("%(num)s er ny", "%(num)s er nye", new))
    if plan.overwrites:
        over = len(plan.overwrites)
        parts.append(ngettext("%(num)s skriver over et tall", "%(num)s skriver over tall", over))
    if plan.same:
        parts.append(ngettext("%(num)s står der fra før", "%(num)s står der fra før", plan.same))
    if checked.blank:
        parts.append(ngettext("%(num)s har ingen tall", "%(num)s har ingen tall", checked.blank))
    return [str(part) for part in parts]


def headline(found: Examined) -> str:
    """Say how many rows are ready, and how many are wrong."""
    ready = ngettext("%(num)s rad er klar", "%(num)s rader er klare", found.plan.changes)
    wrong = ngettext("%(num)s må rettes", "%(num)s må rettes", found.checked.failed)
    return str(_("%(ready)s, %(wrong)s.", ready=ready, wrong=wrong))


def nothing_to_store(found: Examined) -> str:
    """Say why there is nothing to store in a file where nothing is wrong either; empty where there is something."""
    if found.plan.changes or found.checked.failed:
        return ""
    if found.plan.same:
        return str(_("Alt i filen står her allerede. Det er ingenting å lagre."))
    if found.checked.blank:
        return str(_("Ingen av radene har tall. Fyll dem ut i filen, og last opp på nytt."))
    return str(_("Det er ingen rader under overskriftene. Fyll dem ut i filen, og last opp på nytt."))


def first_rows(table: ImportTable) -> list[list[str]]:
    """Give the first rows under the header, each as wide as it, with its number in front."""
    width = len(table.header)
    rows = islice(table.rows(), EXAMPLES)
    return [[str(number), *(row + [""] * width)[:width]] for number, row in rows]


def asks_to_confirm(found: Examined) -> bool:
    """Tell whether a note has a telephone number or an address that may be meant to stand there."""
    return any(fault.fault is RowFault.CONTACT for fault in found.checked.faults)


def column_of_notes(found: Examined) -> int | None:
    """Give the column that holds notes, where there is one."""
    return next((at for at, column in found.columns.items() if column is Column.NOTE), None)


def _mend_label(row: int, column: str) -> str:
    return str(_("Rad %(row)s, %(column)s", row=row, column=column))


def _rows(table: ImportTable, wanted: set[int]) -> Iterator[tuple[int, list[str]]]:
    return ((number, row) for number, row in table.rows() if number in wanted)
