"""From cells to entries: what each row says, or what is wrong with it. Nothing is stored here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from tracker.analysis import Period, PeriodKind
from tracker.models.measurements import MissingReason
from tracker.models.measures import ValueKind
from tracker.services.imports.columns import NO, REASONS, YES, Column, fold
from tracker.services.imports.destinations import Destination, Destinations, NoDestination
from tracker.services.imports.excel_days import Serial, serial_day
from tracker.services.imports.faults import Fault, FileError, FileFault, RowFault, readable
from tracker.services.imports.table import SEPARATORS, ImportTable
from tracker.services.measurements.entries import EMPTY, Entry, EntryError, EntryFault, Part, check
from tracker.text.parse import TypedError, TypedFault, parse_number, parse_period
from tracker.text.screening import contacts, has_identity_number

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
    EntryFault.NOT_WHOLE: RowFault.NOT_WHOLE,
    EntryFault.NOT_A_NUMBER: RowFault.NOT_A_NUMBER,
    EntryFault.VALUE_AND_MISSING: RowFault.VALUE_AND_MISSING,
    EntryFault.FUTURE: RowFault.FUTURE,
}


_OF_BOTH = frozenset({RowFault.NUMERATOR_ABOVE, RowFault.BOTH_PARTS})
"""What is wrong with a numerator and its denominator together: both are told."""
_ERROR_SIGNS = ("#", "=")
"""How a cell of a spreadsheet begins that holds an error (`#DIV/0!`) or a formula instead of a number."""
_MADE_HARMLESS = tuple(f"'{sign}" for sign in "=+-@")
"""How a note begins in a file of ours that would be a formula: the apostrophe is not a part of it."""
_NUMBER_AND_YEAR = re.compile(r"(?:uke|veke|week|w|u)?\s?\d{1,2}\s?[/ .-]\s?\d{4}|\d{4}\s?-?\s?[wutqkm]?\s?\d{2}")
"""A text that can only be meant as a period: if there is none, it is the number that is wrong (week 54)."""


class MeasurementLine(NamedTuple):
    """A row that can be stored: what is said of one period of one measure."""

    row: int
    shelf: Destination
    start: date
    entry: Entry
    note: str


class EventLine(NamedTuple):
    """A row that can be stored: one event of a measure between events."""

    row: int
    shelf: Destination
    day: date
    opportunities: int | None


@dataclass(slots=True)
class Checked:
    """A file whose every row has been looked at."""

    lines: list[MeasurementLine] = field(default_factory=list)
    events: list[EventLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    failed: int = 0
    """Rows with something wrong, also those whose faults are too many to keep."""
    blank: int = 0
    """Rows that name a period and say nothing of it: nothing is stored, nothing is emptied."""
    serial: Serial = field(default_factory=Serial)
    """The first day that was written as Excel's number for it, if any was."""


class _RowError(ValueError):
    """A row cannot be stored."""

    def __init__(self, column: Column | None, fault: RowFault, text: str = "") -> None:
        super().__init__(fault.value)
        self.column, self.fault, self.text = column, fault, text


class _Said(NamedTuple):
    """The texts of a row as they stand in the file, "" where there is no such column."""

    team: str
    measure: str
    period: str
    numerator: str
    denominator: str
    value: str
    missing: str
    note: str


_FIELDS = tuple(Column(name) for name in _Said._fields)
Tick = Callable[[int], None]
"""Is told now and then how many rows have been looked at."""
_TOGETHER = 5000


def check_table(
    table: ImportTable,
    columns: Mapping[int, Column],
    shelves: Destinations,
    *,
    today: date,
    needs_team: bool,
    confirmed: bool,
    always: Mapping[Column, str] = MappingProxyType({}),
    tick: Tick | None = None,
) -> Checked:
    """Look at every row of a file.

    `confirmed`: telephone numbers and addresses in notes are meant to stand. `always`: what columns that the file does
    not have are taken to say in every row.

    Raises:
        FileError: a needed column is missing or stands there twice, or the file breaks off.
    """
    places = _places(columns, always, needs_team=needs_team)
    width = len(table.header)
    fixed = [always.get(column, "") for column in _FIELDS if column not in places]
    after = iter(range(width, width + len(fixed)))
    pick = itemgetter(*(places[column] if column in places else next(after) for column in _FIELDS))
    reader = _Reader(shelves, today, confirmed=confirmed)
    checked = Checked()
    number = 0
    for count, (number, cells) in enumerate(table.rows()):
        if tick and not count % _TOGETHER:
            tick(number)
        try:
            if len(cells) != width:
                _fit(cells, width, table.separator)
            cells.extend(fixed)
            line = reader.read(number, *pick(cells))
        except _RowError as error:
            checked.failed += 1
            if len(checked.faults) < table.limits.most_faults:
                checked.faults.append(Fault(number, error.column, error.fault, readable(error.text)))
        else:
            if isinstance(line, MeasurementLine):
                checked.lines.append(line)
            elif line is None:
                checked.blank += 1
            else:
                checked.events.append(line)
    if tick:
        tick(number)
    checked.serial = reader.serial
    return checked


def _fit(cells: list[str], width: int, separator: str) -> None:
    """Make a row as wide as the first one: it may end early, or go on with nothing.

    Raises:
        _RowError: it has more cells, or all of them in one that another sign separates.
    """
    if any(cell.strip() for cell in cells[width:]):
        raise _RowError(None, RowFault.TOO_MANY_CELLS)
    filled = [cell for cell in cells if cell.strip()]
    others = [sign for sign in SEPARATORS if sign != separator]
    if width > 2 and len(filled) == 1 and any(filled[0].count(sign) > 1 for sign in others):
        raise _RowError(None, RowFault.OTHER_SEPARATOR, filled[0])
    del cells[width:]
    cells += [""] * (width - len(cells))


def _places(columns: Mapping[int, Column], always: Mapping[Column, str], *, needs_team: bool) -> dict[Column, int]:
    """Turn the columns round, and hold that those which are needed are there, once."""
    places: dict[Column, int] = {}
    for at, column in columns.items():
        if column in places:
            raise FileError(FileFault.COLUMN_TWICE, columns=(column,))
        places[column] = at
    missing = [column for column in (Column.MEASURE, Column.PERIOD) if column not in places and column not in always]
    if needs_team and Column.TEAM not in places:
        missing.insert(0, Column.TEAM)
    if not places.keys() & set(_NUMBERS):
        missing.append(Column.VALUE)
    if missing:
        raise FileError(FileFault.COLUMN_MISSING, columns=tuple(missing))
    return places


class _Reader:
    """Reads rows, remembering what it has read: a file says the same few things over and over.

    What it remembers is looked up by the texts as they stand, so that a text is trimmed and read once.
    """

    def __init__(self, shelves: Destinations, today: date, *, confirmed: bool) -> None:
        self.shelves, self.today, self.confirmed = shelves, today, confirmed
        self.serial = Serial()
        self.shelf_of: dict[tuple[str, str], Destination] = {}
        self.periods: dict[tuple[str, str], Period] = {}
        self.entries: dict[tuple[str, str, str, str, str], Entry] = {}
        self.seen: set[tuple[Destination, date]] = set()

    def read(
        self, number: int, team: str, measure: str, when: str, numerator: str, denominator: str, value: str,
        missing: str, note: str,
    ) -> MeasurementLine | EventLine | None:  # fmt: skip
        """Read a row, its cells in the order of `_Said`; None where it says nothing of its period.

        A million rows make no object for each: what is known already is found by the cells as they are.
        """
        shelf = self.shelf_of.get((team, measure)) or self._shelf(team, measure)
        period = self.periods.get((shelf.period_kind, when)) or self._period(shelf, when)
        start = period.start
        if shelf.by_events:
            return EventLine(number, shelf, start, _opportunities(shelf, value.strip()))
        key = (shelf.value_kind, value, numerator, denominator, missing)
        entry = self.entries.get(key)
        if entry is None:
            said = _Said(team, measure, when, numerator, denominator, value, missing, note)
            entry = self._entry(shelf, period, _Said(*map(str.strip, said)), key)
        if entry is EMPTY:
            return None
        place = (shelf, start)
        if place in self.seen:
            raise _RowError(Column.PERIOD, RowFault.TWICE, when)
        text = self._note(note.strip()) if note else ""
        self.seen.add(place)
        return MeasurementLine(number, shelf, start, entry, text)

    def _shelf(self, team: str, measure: str) -> Destination:
        shelf = self.shelves.find(team, measure)
        if isinstance(shelf, NoDestination):
            raise _RowError(shelf.column, shelf.fault, team if shelf.column is Column.TEAM else measure)
        self.shelf_of[team, measure] = shelf
        return shelf

    def _period(self, shelf: Destination, typed: str) -> Period:
        text = typed.strip()
        if not text:
            raise _RowError(Column.PERIOD, RowFault.PERIOD_MISSING)
        period = self._read_period(PeriodKind(shelf.period_kind), text)
        if len(self.periods) > _REMEMBERED:
            self.periods.clear()
        self.periods[shelf.period_kind, typed] = period
        return period

    def _read_period(self, kind: PeriodKind, text: str) -> Period:
        if text.startswith("#"):
            raise _RowError(Column.PERIOD, RowFault.EXCEL_ERROR, text)
        plain = text
        if day := serial_day(text):
            self.serial = Serial(self.serial.text or text, self.serial.day or day)
            plain = day.isoformat()
        try:
            return parse_period(plain, kind, today=self.today, with_year=True)
        except TypedError as error:
            if error.fault is TypedFault.FUTURE:
                fault = RowFault.FUTURE
            else:
                fault = RowFault.NO_SUCH_PERIOD if _NUMBER_AND_YEAR.fullmatch(text.lower()) else RowFault.NOT_A_PERIOD
            raise _RowError(Column.PERIOD, fault, text) from None

    def _entry(self, shelf: Destination, period: Period, said: _Said, key: tuple[str, str, str, str, str]) -> Entry:
        """Read what is said of a period; the same words mean the same for every measure of one kind of value."""
        entry = _read_entry(said)
        if entry.is_empty:
            entry = EMPTY
        self._check(shelf, period, entry, said)
        if len(self.entries) > _REMEMBERED:
            self.entries.clear()
        self.entries[key] = entry
        return entry

    def _check(self, shelf: Destination, period: Period, entry: Entry, said: _Said) -> None:
        try:
            check(shelf.measure, period, entry, today=self.today)
        except EntryError as error:
            column = _COLUMN_OF[error.part]
            if error.fault is EntryFault.WRONG_SHAPE:
                has_parts = shelf.measure.value_kind.has_denominator
                fault = RowFault.NEEDS_PARTS if has_parts else RowFault.NEEDS_VALUE
            else:
                fault = _FAULT_OF[error.fault]
            text = f"{said.numerator}/{said.denominator}" if fault in _OF_BOTH else getattr(said, column)
            raise _RowError(column, fault, text) from None

    def _note(self, text: str) -> str:
        if text.startswith(_MADE_HARMLESS):
            text = text[1:]
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
    except TypedError as error:
        if error.fault is TypedFault.IDENTITY_NUMBER:
            raise _RowError(column, RowFault.IDENTITY_NUMBER) from None
        if text.startswith(_ERROR_SIGNS):
            raise _RowError(column, RowFault.EXCEL_ERROR, text) from None
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


def _opportunities(shelf: Destination, text: str) -> int | None:
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
