"""What the wizard's third page is handed: the rows that are wrong, those that write over others, and the sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import Field

from tracker.analysis import Period
from tracker.services.imports.file.excel_days import excel_month
from tracker.services.imports.file.faults import Fault, RowFault
from tracker.services.imports.file.header_row import Column
from tracker.services.imports.file.table import ImportTable
from tracker.services.imports.upload_store import Examined
from tracker.text.locale import capital
from tracker.web.core.language import locale
from tracker.web.forms.entry_messages import said
from tracker.web.imports.forms import CellToMend, MendForm, column_name
from tracker.web.imports.messages import COLUMNS, about_row

MOST_SHOWN = 50
"""Rows that are shown of those that are wrong, and of those that write over others: the rest is counted."""


@dataclass(frozen=True, slots=True)
class WrongRow:
    """One row that cannot be stored: what it is of, what was read, why not, and the field to mend it in, if any."""

    row: int
    measure: str
    period: str
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
    """Return the faults that the page has room for: those that are mended in their row."""
    return [fault for fault in found.checked.faults if not fault.is_question][:MOST_SHOWN]


def excel_faults(found: Examined) -> list[Fault]:
    """Return the cells that Excel made months of."""
    return [fault for fault in found.checked.faults if fault.fault is RowFault.EXCEL_DATE][:MOST_SHOWN]


def cells_to_mend(found: Examined) -> dict[tuple[int, int], CellToMend]:
    """Return the cells that the shown faults are about, as they stand, by row and column."""
    places = {fault.at for fault in faults_shown(found) if fault.at}
    cells: dict[tuple[int, int], CellToMend] = {}
    for number, row in _rows(found.table, {row for row, _at in places}):
        for place in sorted(each for each in places if each[0] == number):
            is_note = found.layout.columns.get(place[1]) is Column.NOTE
            cells[place] = CellToMend(row[place[1]] if place[1] < len(row) else "", is_note)
    for fault in excel_faults(found):
        if fault.at:
            month = excel_month(fault.text)
            cells[fault.at] = CellToMend("", year=month[0] if month else None)
    return cells


def wrong_rows(found: Examined, form: MendForm) -> list[WrongRow]:
    """Lay the wrong rows out, each with its field."""
    return [_wrong_row(fault, form) for fault in faults_shown(found)]


def excel_rows(found: Examined, form: MendForm) -> list[WrongRow]:
    """Lay out the cells that Excel made months of, each with an empty field."""
    return [_wrong_row(fault, form) for fault in excel_faults(found)]


def failing_rows(found: Examined) -> Iterator[list[str]]:
    """Return the whole of every row that is wrong, with what is wrong at its end; the first row names the columns."""
    yield [*found.table.header, str(_("Feil"))]
    sentences: Mapping[int, str] = {fault.row: about_row(fault) for fault in found.checked.faults}
    for number, row in _rows(found.table, set(sentences)):
        width = len(found.table.header)
        cells = [*row[:width], *[""] * (width - len(row))]
        yield [*cells, sentences[number]]


def rows_written_over(found: Examined) -> list[OverwrittenRow]:
    """Lay out the rows that would be written over, as many as there is room for."""
    write = locale()
    lines = []
    for each in found.plan.overwrites[:MOST_SHOWN]:
        measure = each.line.destination.measure
        period = write.period(Period(measure.period_kind, each.line.start), year=True)
        lines.append(
            OverwrittenRow(each.line.row, measure.name, capital(period), said(each.old.entry), said(each.line.entry))
        )
    return lines


def emptied_cells(found: Examined) -> list[str]:
    """Name the cells that held an identity number in columns that are not taken in: they hurt nothing, and are told."""
    used = {fault.at for fault in found.checked.faults if fault.fault is RowFault.IDENTITY_NUMBER}
    names = []
    for row, places in found.blanked.items():
        for at in sorted(places):
            if (row, at) not in used:
                column = column_name(found.table, at) if at < len(found.table.header) else ""
                names.append(str(_("rad %(row)s, %(column)s", row=row, column=column)))
    return names


def sums(found: Examined) -> list[str]:
    """Return in a few words each what the file holds besides the rows that are ready and wrong."""
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
    if checked.merged:
        parts.append(
            ngettext("%(num)s er lagt sammen med en annen", "%(num)s er lagt sammen med andre", checked.merged)
        )
    if checked.left_out:
        parts.append(ngettext("%(num)s er tatt ut", "%(num)s er tatt ut", checked.left_out))
    return [str(part) for part in parts]


def headline(found: Examined) -> str:
    """Return how many numbers are ready, how many must be mended and how many wait for an answer."""
    checked = found.checked
    asked = sum(fault.is_question for fault in checked.faults) + checked.held_back
    ready = ngettext("%(num)s rad er klar", "%(num)s rader er klare", found.plan.changes)
    failed = checked.failed + checked.held_back - asked
    wrong = ngettext("%(num)s må rettes", "%(num)s må rettes", failed)
    if not asked:
        return str(_("%(ready)s, %(wrong)s.", ready=ready, wrong=wrong))
    waiting = ngettext("%(num)s venter på svar", "%(num)s venter på svar", asked)
    return str(_("%(ready)s, %(wrong)s, %(waiting)s.", ready=ready, wrong=wrong, waiting=waiting))


def nothing_to_store(found: Examined) -> str:
    """Return why there is nothing to store in a file where nothing is wrong either; empty where there is something."""
    if found.plan.changes or found.checked.failed or found.checked.held_back:
        return ""
    if found.plan.same:
        return str(_("Alt i filen står her allerede. Det er ingenting å lagre."))
    if found.checked.blank:
        return str(_("Ingen av radene har tall. Fyll dem ut i filen, og last opp på nytt."))
    return str(_("Det er ingen rader under overskriftene. Fyll dem ut i filen, og last opp på nytt."))


def asks_to_confirm(found: Examined) -> bool:
    """Return whether a note has a telephone number or an address that may be meant to stand there."""
    return any(fault.fault is RowFault.CONTACT for fault in found.checked.faults)


def _wrong_row(fault: Fault, form: MendForm) -> WrongRow:
    field = form.cell(*fault.at) if fault.at and fault.at in form.shown else None
    column = str(COLUMNS[fault.column]) if fault.column else ""
    sentence = capital(about_row(fault))
    label = str(_("Rad %(row)s, %(column)s", row=fault.row, column=column))
    return WrongRow(fault.row, fault.measure, fault.period, column, fault.text, sentence, field, label)


def _rows(table: ImportTable, wanted: set[int]) -> Iterator[tuple[int, list[str]]]:
    return ((number, row) for number, row in table.rows() if number in wanted)
