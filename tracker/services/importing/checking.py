"""From cells to entries: what each row says, or what is wrong with it. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from tracker.analysis import Period, PeriodKind
from tracker.models.measurements import MissingReason
from tracker.models.measures import ValueKind
from tracker.models.screening import contacts, has_identity_number
from tracker.services.entries import EMPTY, Entry, EntryError, EntryFault, Part, check
from tracker.services.importing.columns import NO, REASONS, YES, Column, fold
from tracker.services.importing.faults import Fault, FileError, FileFault, RowFault, readable
from tracker.services.importing.shelves import NoShelf, Shelf, Shelves
from tracker.services.importing.table import Table
from tracker.services.typed import TypedError, TypedFault, parse_number, parse_period

NOTE_MOST = 400
_REMEMBERED = 100_000
"""Different texts of a period's numbers that are kept in mind."""
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


class _Said(NamedTuple):
    """The trimmed texts of a row, "" where there is no such column."""

    team: str
    measure: str
    period: str
    numerator: str
    denominator: str
    value: str
    missing: str
    note: str


def check_table(
    table: Table, columns: Mapping[int, Column], shelves: Shelves, *, today: date, needs_team: bool, confirmed: bool
) -> Checked:
    """Look at every row of a file. `confirmed`: telephone numbers and addresses in notes are meant to stand.

    Raises:
        FileError: a needed column is missing or stands there twice, or the file breaks off.
    """
    places = _places(columns, needs_team=needs_team)
    width = len(table.header)
    pick = itemgetter(*(places.get(Column(name), width) for name in _Said._fields))
    reader = _Reader(shelves, today, confirmed=confirmed)
    checked = Checked()
    for number, cells in table.rows():
        try:
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                raise _RowError(None, RowFault.TOO_MANY_CELLS)  # noqa: TRY301 - a row's faults are caught in one place
            # A row may end early, and a column may not be there: both are the empty text.
            padded = cells[:width] + [""] * (width - len(cells) + 1) if len(cells) < width else [*cells[:width], ""]
            line = reader.read(number, _Said(*map(str.strip, pick(padded))))
        except _RowError as error:
            checked.failed += 1
            if len(checked.faults) < table.limits.most_faults:
                checked.faults.append(Fault(number, error.column, error.fault, readable(error.text)))
        else:
            if isinstance(line, Line):
                checked.lines.append(line)
            elif line is None:
                checked.blank += 1
            else:
                checked.events.append(line)
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

    def __init__(self, shelves: Shelves, today: date, *, confirmed: bool) -> None:
        self.shelves, self.today, self.confirmed = shelves, today, confirmed
        self.periods: dict[tuple[str, str], Period | RowFault] = {}
        self.entries: dict[tuple[str, str, str, str, str], Entry] = {}
        self.seen: set[tuple[Shelf, date]] = set()

    def read(self, number: int, said: _Said) -> Line | EventLine | None:
        """Read a row; None where it says nothing of its period."""
        shelf = self.shelves.find(said.team, said.measure)
        if isinstance(shelf, NoShelf):
            raise _RowError(shelf.column, shelf.fault, getattr(said, shelf.column))
        period = self._period(shelf, said.period)
        if shelf.by_events:
            return EventLine(number, shelf, period.start, _opportunities(shelf, said.value))
        entry = self._entry(shelf, period, said)
        if entry is EMPTY:
            return None
        place = (shelf, period.start)
        if place in self.seen:
            raise _RowError(Column.PERIOD, RowFault.TWICE, said.period)
        note = self._note(said.note) if said.note else ""
        self.seen.add(place)
        return Line(number, shelf, period.start, entry, note)

    def _period(self, shelf: Shelf, text: str) -> Period:
        if not text:
            raise _RowError(Column.PERIOD, RowFault.PERIOD_MISSING)
        key = (shelf.period_kind, text)
        known = self.periods.get(key)
        if known is None:
            known = self.periods[key] = self._read_period(PeriodKind(shelf.period_kind), text)
        if isinstance(known, RowFault):
            raise _RowError(Column.PERIOD, known, text)
        return known

    def _read_period(self, kind: PeriodKind, text: str) -> Period | RowFault:
        try:
            return parse_period(text, kind, today=self.today, with_year=True)
        except TypedError as error:
            return RowFault.FUTURE if error.fault is TypedFault.FUTURE else RowFault.NOT_A_PERIOD

    def _entry(self, shelf: Shelf, period: Period, said: _Said) -> Entry:
        """Read what is said of a period; the same words mean the same for every measure of one kind of value."""
        key = (shelf.value_kind, said.value, said.numerator, said.denominator, said.missing)
        entry = self.entries.get(key)
        if entry is None:
            entry = _read_entry(said)
            if entry.is_empty:
                entry = EMPTY
            self._check(shelf, period, entry, said)
            if len(self.entries) > _REMEMBERED:
                self.entries.clear()
            self.entries[key] = entry
        return entry

    def _check(self, shelf: Shelf, period: Period, entry: Entry, said: _Said) -> None:
        try:
            check(shelf.measure, period, entry, today=self.today)
        except EntryError as error:
            column = _COLUMN_OF[error.part]
            if error.fault is EntryFault.WRONG_SHAPE:
                has_parts = shelf.measure.value_kind.has_denominator
                fault = RowFault.NEEDS_PARTS if has_parts else RowFault.NEEDS_VALUE
            else:
                fault = _FAULT_OF[error.fault]
            raise _RowError(column, fault, getattr(said, column)) from None

    def _note(self, text: str) -> str:
        if has_identity_number(text):
            raise _RowError(Column.NOTE, RowFault.IDENTITY_NUMBER)
        if not self.confirmed and contacts(text):
            raise _RowError(Column.NOTE, RowFault.CONTACT)
        if len(text) > NOTE_MOST:
            raise _RowError(Column.NOTE, RowFault.TOO_LONG, text)
        return text


def _read_entry(said: _Said) -> Entry:
    not_measured, reason = _read_missing(said.missing)
    numbers = {said.value, said.numerator, said.denominator} - {""}
    if numbers and numbers <= _DASHES:  # a dash for a number is how people write that there is none
        return Entry(not_measured=True, reason=reason)
    return Entry(
        _read_number(Column.VALUE, said.value),
        _read_number(Column.NUMERATOR, said.numerator),
        _read_number(Column.DENOMINATOR, said.denominator),
        not_measured,
        reason,
    )


def _read_number(column: Column, text: str) -> float | None:
    if not text:
        return None
    try:
        return parse_number(text)
    except TypedError:
        raise _RowError(column, RowFault.NOT_A_NUMBER, text) from None


def _read_missing(text: str) -> tuple[bool, MissingReason | None]:
    plain = fold(text)
    if not plain or plain in NO:
        return False, None
    if plain in YES:
        return True, None
    if plain not in REASONS:
        raise _RowError(Column.MISSING, RowFault.NOT_A_REASON, text)
    return True, REASONS[plain]


def _opportunities(shelf: Shelf, text: str) -> int | None:
    if shelf.measure.value_kind is ValueKind.DAYS_BETWEEN:
        return None
    number = _read_number(Column.VALUE, text)
    if number is None:
        raise _RowError(Column.VALUE, RowFault.NEEDS_OPPORTUNITIES)
    if number < 0:
        raise _RowError(Column.VALUE, RowFault.NEGATIVE, text)
    if number != int(number):
        raise _RowError(Column.VALUE, RowFault.NOT_WHOLE, text)
    return int(number)
