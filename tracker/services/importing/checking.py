"""From cells to entries: what each row says, or what is wrong with it. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tracker.analysis import Period, PeriodKind
from tracker.models.measurements import MissingReason
from tracker.models.measures import ValueKind
from tracker.models.screening import contacts, has_identity_number
from tracker.services.entries import Entry, EntryError, EntryFault, Part, check
from tracker.services.importing.columns import NO, REASONS, YES, Column, fold
from tracker.services.importing.faults import Fault, FileError, FileFault, RowFault, readable
from tracker.services.importing.shelves import NoShelf, Shelf, Shelves
from tracker.services.importing.table import Table
from tracker.services.typed import TypedError, TypedFault, parse_number, parse_period

NOTE_MOST = 400
_DASHES = frozenset({"-", "–", "—"})
_NUMBERS = (Column.VALUE, Column.NUMERATOR, Column.DENOMINATOR)
_COLUMN_OF = {
    Part.VALUE: Column.VALUE, Part.NUMERATOR: Column.NUMERATOR, Part.DENOMINATOR: Column.DENOMINATOR,
    Part.MISSING: Column.MISSING, Part.PERIOD: Column.PERIOD,
}  # fmt: skip
_FAULT_OF = {
    EntryFault.BOTH_PARTS: RowFault.BOTH_PARTS,
    EntryFault.NUMERATOR_ABOVE: RowFault.NUMERATOR_ABOVE,
    EntryFault.ZERO_DENOMINATOR: RowFault.ZERO_DENOMINATOR,
    EntryFault.NEGATIVE: RowFault.NEGATIVE,
    EntryFault.NOT_A_NUMBER: RowFault.NOT_A_NUMBER,
    EntryFault.VALUE_AND_MISSING: RowFault.VALUE_AND_MISSING,
    EntryFault.FUTURE: RowFault.FUTURE,
}


class Line(NamedTuple):
    """A row that can be stored: what is said of one period of one measure."""

    row: int
    shelf: Shelf
    start: date
    entry: Entry
    note: str


class EventLine(NamedTuple):
    """A row that can be stored: one event of a measure between events."""

    row: int
    shelf: Shelf
    day: date
    opportunities: int | None


@dataclass(slots=True)
class Checked:
    """A file whose every row has been looked at."""

    lines: list[Line] = field(default_factory=list)
    events: list[EventLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    failed: int = 0
    """Rows with something wrong, also those whose faults are too many to keep."""
    blank: int = 0
    """Rows that name a period and say nothing of it: nothing is stored, nothing is emptied."""


class _RowError(ValueError):
    """A row cannot be stored."""

    def __init__(self, column: Column | None, fault: RowFault, text: str = "") -> None:
        super().__init__(fault.value)
        self.column, self.fault, self.text = column, fault, text


def check_table(
    table: Table, columns: Mapping[int, Column], shelves: Shelves, *, today: date, needs_team: bool, confirmed: bool
) -> Checked:
    """Look at every row of a file. `confirmed`: telephone numbers and addresses in notes are meant to stand.

    Raises:
        FileError: a needed column is missing or stands there twice, or the file breaks off.
    """
    places = _places(columns, needs_team=needs_team)
    reader = _Reader(places, shelves, today, confirmed=confirmed)
    checked = Checked()
    seen: dict[tuple[Shelf, date], int] = {}
    width = len(table.header)
    for number, cells in table.rows():
        try:
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                raise _RowError(None, RowFault.TOO_MANY_CELLS)  # noqa: TRY301 - every fault of a row is caught in one place
            line = reader.read(number, cells)
            if isinstance(line, Line):
                if seen.setdefault((line.shelf, line.start), number) != number:
                    raise _RowError(Column.PERIOD, RowFault.TWICE, reader.cell(cells, Column.PERIOD))  # noqa: TRY301
                checked.lines.append(line)
            elif line is None:
                checked.blank += 1
            else:
                checked.events.append(line)
        except _RowError as error:
            checked.failed += 1
            if len(checked.faults) < table.limits.most_faults:
                checked.faults.append(Fault(number, error.column, error.fault, readable(error.text)))
    return checked


def _places(columns: Mapping[int, Column], *, needs_team: bool) -> dict[Column, int]:
    """Turn the columns round, and hold that those which are needed are there, once."""
    places: dict[Column, int] = {}
    for at, column in columns.items():
        if column in places:
            raise FileError(FileFault.COLUMN_TWICE, columns=(column,))
        places[column] = at
    missing = [column for column in (Column.MEASURE, Column.PERIOD) if column not in places]
    if needs_team and Column.TEAM not in places:
        missing.insert(0, Column.TEAM)
    if not places.keys() & set(_NUMBERS):
        missing.append(Column.VALUE)
    if missing:
        raise FileError(FileFault.COLUMN_MISSING, columns=tuple(missing))
    return places


class _Reader:
    """Reads rows, remembering what it has read: a file says the same few things over and over."""

    def __init__(self, places: Mapping[Column, int], shelves: Shelves, today: date, *, confirmed: bool) -> None:
        self.places, self.shelves, self.today, self.confirmed = places, shelves, today, confirmed
        self.periods: dict[tuple[PeriodKind, str], Period | RowFault] = {}
        self.numbers: dict[str, float | RowFault | None] = {"": None}

    def cell(self, cells: list[str], column: Column) -> str:
        """Give the text of a column; a row may end early."""
        at = self.places.get(column)
        return "" if at is None or at >= len(cells) else cells[at].strip()

    def read(self, number: int, cells: list[str]) -> Line | EventLine | None:
        """Read a row; None where it says nothing of its period."""
        shelf = self.shelves.find(self.cell(cells, Column.TEAM), self.cell(cells, Column.MEASURE))
        if isinstance(shelf, NoShelf):
            raise _RowError(shelf.column, shelf.fault, self.cell(cells, shelf.column))
        period = self._period(shelf, self.cell(cells, Column.PERIOD))
        if shelf.measure.value_kind.is_between_events:
            return EventLine(number, shelf, period.start, self._opportunities(shelf, cells))
        entry = self._entry(cells)
        if entry.is_empty:
            return None
        self._check(shelf, period, entry, cells)
        return Line(number, shelf, period.start, entry, self._note(self.cell(cells, Column.NOTE)))

    def _period(self, shelf: Shelf, text: str) -> Period:
        if not text:
            raise _RowError(Column.PERIOD, RowFault.PERIOD_MISSING)
        kind = _kind_of(shelf)
        known = self.periods.get((kind, text))
        if known is None:
            known = self.periods[kind, text] = self._read_period(kind, text)
        if isinstance(known, RowFault):
            raise _RowError(Column.PERIOD, known, text)
        return known

    def _read_period(self, kind: PeriodKind, text: str) -> Period | RowFault:
        try:
            return parse_period(text, kind, today=self.today, with_year=True)
        except TypedError as error:
            return RowFault.FUTURE if error.fault is TypedFault.FUTURE else RowFault.NOT_A_PERIOD

    def _number(self, column: Column, text: str) -> float | None:
        if text not in self.numbers:
            self.numbers[text] = _read_number(text)
        known = self.numbers[text]
        if isinstance(known, RowFault):
            raise _RowError(column, known, text)
        return known

    def _entry(self, cells: list[str]) -> Entry:
        value, numerator, denominator = (self.cell(cells, column) for column in _NUMBERS)
        not_measured, reason = self._missing(self.cell(cells, Column.MISSING))
        if not not_measured and _DASHES.issuperset(typed := {value, numerator, denominator} - {""}) and typed:
            return Entry(not_measured=True)
        return Entry(
            self._number(Column.VALUE, value),
            self._number(Column.NUMERATOR, numerator),
            self._number(Column.DENOMINATOR, denominator),
            not_measured,
            reason,
        )

    def _missing(self, text: str) -> tuple[bool, MissingReason | None]:
        plain = fold(text)
        if not plain or plain in NO:
            return False, None
        if plain in YES:
            return True, None
        if plain not in REASONS:
            raise _RowError(Column.MISSING, RowFault.NOT_A_REASON, text)
        return True, REASONS[plain]

    def _check(self, shelf: Shelf, period: Period, entry: Entry, cells: list[str]) -> None:
        try:
            check(shelf.measure, period, entry, today=self.today)
        except EntryError as error:
            column = _COLUMN_OF[error.part]
            if error.fault is EntryFault.WRONG_SHAPE:
                has_parts = shelf.measure.value_kind.has_denominator
                fault = RowFault.NEEDS_PARTS if has_parts else RowFault.NEEDS_VALUE
            else:
                fault = _FAULT_OF[error.fault]
            raise _RowError(column, fault, self.cell(cells, column)) from None

    def _note(self, text: str) -> str:
        if not text:
            return ""
        if has_identity_number(text):
            raise _RowError(Column.NOTE, RowFault.IDENTITY_NUMBER)
        if not self.confirmed and contacts(text):
            raise _RowError(Column.NOTE, RowFault.CONTACT)
        if len(text) > NOTE_MOST:
            raise _RowError(Column.NOTE, RowFault.TOO_LONG, text)
        return text

    def _opportunities(self, shelf: Shelf, cells: list[str]) -> int | None:
        text = self.cell(cells, Column.VALUE)
        number = self._number(Column.VALUE, text)
        if shelf.measure.value_kind is ValueKind.DAYS_BETWEEN:
            return None
        if number is None:
            raise _RowError(Column.VALUE, RowFault.NEEDS_OPPORTUNITIES)
        if number < 0:
            raise _RowError(Column.VALUE, RowFault.NEGATIVE, text)
        if number != int(number):
            raise _RowError(Column.VALUE, RowFault.NOT_WHOLE, text)
        return int(number)


def _read_number(text: str) -> float | RowFault:
    try:
        return parse_number(text)
    except TypedError:
        return RowFault.NOT_A_NUMBER


def _kind_of(shelf: Shelf) -> PeriodKind:
    """An event happened on a day; all else is of its measure's periods."""
    return PeriodKind.DAY if shelf.measure.value_kind.is_between_events else shelf.measure.period_kind
