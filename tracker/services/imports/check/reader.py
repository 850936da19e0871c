"""Reads rows one by one: measure, period, numbers and note of each, or what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from tracker.analysis import Period, PeriodKind
from tracker.models.measures import ValueKind
from tracker.services.imports.check.entry import EntryRules, missing_in_note, read_entry, read_opportunities
from tracker.services.imports.check.evidence import Evidence
from tracker.services.imports.check.lines import (
    Asked,
    EventLine,
    LeftOutError,
    MeasurementLine,
    RowError,
    Said,
    SeveralLines,
    mark_key,
)
from tracker.services.imports.check.notes import read_note
from tracker.services.imports.check.periods import PeriodReader
from tracker.services.imports.choices import LEFT_OUT, Choices, SeveralRows, SignMeaning
from tracker.services.imports.destinations import Destination, Destinations, NoDestination
from tracker.services.imports.file.faults import RowFault
from tracker.services.imports.file.header_row import Column, fold
from tracker.services.imports.file.missing_signs import sign_in, usual_meaning
from tracker.services.measurements.entries import EMPTY, Entry, EntryError, EntryFault, Part, check
from tracker.text.parse import DigitMark, decided_marks, thousands_sign
from tracker.text.screening import row_has_identity_number

REMEMBERED = 100_000
"""Different texts of a period's numbers that are kept in mind."""
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
_AFTER_DAY = 5
_ADDED = frozenset({ValueKind.COUNT, ValueKind.PROPORTION, ValueKind.RATE})
"""What can be added up to a longer period."""


class RowOptions(NamedTuple):
    """What was decided for the whole file, the kind of period its heading says, and whether one can ask."""

    choices: Choices
    bare: PeriodKind | None
    confirmed: bool
    asks: bool


class RowReader:
    """Reads rows, remembering what it has read: a file says the same few things over and over.

    What it remembers is looked up by the texts as they stand, so that a text is trimmed and read once.
    """

    def __init__(
        self, destinations: Destinations, today: date, options: RowOptions, gather: Callable[[], Evidence]
    ) -> None:
        """Read for these measures. `gather` goes through the whole file, where a cell alone does not tell."""
        self.destinations, self.today, self.choices, self.confirmed = (
            destinations,
            today,
            options.choices,
            options.confirmed,
        )
        self._gather = gather
        self.asked = Asked()
        self.period_reader = PeriodReader(today, options.choices.year, options.bare, lambda: self.evidence)
        self.rules = EntryRules(self._meaning_of, self._thousands_in, options.asks)
        self.destination_of: dict[tuple[str, str], Destination] = {}
        self.entries: dict[tuple[str, str, str, str, str], Entry] = {}
        self.seen: dict[tuple[Destination, date], MeasurementLine] = {}
        self.marks: dict[tuple[int, Column], dict[str, DigitMark]] = {}

    @cached_property
    def evidence(self) -> Evidence:
        """What the rest of the file says."""
        return self._gather()

    def read(
        self, number: int, team: str, measure: str, when: str, numerator: str, denominator: str, value: str,
        missing: str, note: str,
    ) -> MeasurementLine | EventLine | None:  # fmt: skip
        """Read a row, its cells in the order of `Said`; None where it says nothing of its period.

        A million rows make no object for each: what is known already is found by the cells as they are.
        """
        destination = self.destination_of.get((team, measure)) or self._destination(team, measure)
        start = self.period_reader.known.get((destination.period_kind, when)) or self._start(destination, when)
        if destination.by_events:
            return EventLine(number, destination, start, read_opportunities(destination, value.strip(), self.rules))
        key = (destination.reads, value, numerator, denominator, missing)
        entry = self.entries.get(key)
        if entry is None:
            said = Said(team, measure, when, numerator, denominator, value, missing, note)
            entry = self._entry(destination, start, Said(*map(str.strip, said)), key)
        text = read_note(note.strip(), confirmed=self.confirmed) if note else ""
        if entry is EMPTY:
            found = missing_in_note(text) if text else None
            if found is None:
                return None
            entry, text = Entry(not_measured=True, reason=found[0]), found[1]
        place = (destination, start)
        line = MeasurementLine(number, destination, start, entry, text)
        if place in self.seen:
            self._again(place, line, when)
        else:
            self.seen[place] = line
        return line

    def _destination(self, team: str, measure: str) -> Destination:
        chosen = self.choices.names.get(fold(measure))
        if chosen == LEFT_OUT and chosen is not None:
            raise LeftOutError
        destination = self.destinations.find(team, str(chosen) if chosen else measure)
        if isinstance(destination, NoDestination):
            if destination.fault is RowFault.MEASURE_UNKNOWN:
                self.asked.names[measure.strip()] += 1
            raise RowError(
                destination.column, destination.fault, team if destination.column is Column.TEAM else measure
            )
        self.destination_of[team, measure] = destination
        return destination

    def _start(self, destination: Destination, typed: str) -> date:
        try:
            return self.period_reader.read(PeriodKind(destination.period_kind), typed)
        except RowError as error:
            if error.fault is RowFault.NOT_A_PERIOD and self.period_reader.lacks_year(destination.period_kind, typed):
                self.asked.without_year += 1
            raise

    def _again(self, place: tuple[Destination, date], line: MeasurementLine, when: str) -> None:
        """Meet another row of a period.

        Raises:
            RowError: it is one too many.
        """
        destination = line.destination
        self.asked.several += 1
        if self.asked.example is None and destination.measure.value_kind in _ADDED:
            self.asked.example = SeveralLines(
                [self.seen[place]], self.period_reader.is_shorter(destination.period_kind, when)
            )
        example = self.asked.example
        if example and (example.lines[0].destination, example.lines[0].start) == place:
            example.lines.append(line)
        several = self.choices.several
        can_add = destination.measure.value_kind in _ADDED
        if several is SeveralRows.REFUSE or (several is SeveralRows.ADD and not can_add):
            raise RowError(Column.PERIOD, RowFault.TWICE, when)

    def _entry(self, destination: Destination, start: date, said: Said, key: tuple[str, str, str, str, str]) -> Entry:
        """Read what is said of a period; the same words mean the same for every measure of one kind of value."""
        entry = read_entry(destination, said, self.rules)
        if entry.is_empty:
            entry = EMPTY
        self._check(destination, start, entry, said)
        numbers = (said.value, said.numerator, said.denominator)
        if (said.value and said.numerator) or any(map(thousands_sign, numbers)) or any(map(sign_in, numbers)):
            return entry  # it depends on the measure and on the rest of its column, or is counted
        if _may_be_split(numbers):
            if row_has_identity_number([said.period, *numbers]):
                raise RowError(Column.VALUE if said.value else Column.NUMERATOR, RowFault.IDENTITY_NUMBER)
            return entry
        if len(self.entries) > REMEMBERED:
            self.entries.clear()
        self.entries[key] = entry
        return entry

    def _check(self, destination: Destination, start: date, entry: Entry, said: Said) -> None:
        try:
            check(destination.measure, Period(PeriodKind(destination.period_kind), start), entry, today=self.today)
        except EntryError as error:
            column = _COLUMN_OF[error.part]
            if error.fault is EntryFault.WRONG_SHAPE:
                has_parts = destination.measure.value_kind.has_denominator
                fault = RowFault.NEEDS_PARTS if has_parts else RowFault.NEEDS_VALUE
            else:
                fault = _FAULT_OF[error.fault]
            text = f"{said.numerator}/{said.denominator}" if fault in _OF_BOTH else getattr(said, column)
            raise RowError(column, fault, text) from None

    def _meaning_of(self, sign: str) -> SignMeaning | None:
        self.asked.signs[sign] += 1
        return self.choices.signs.get(sign) or usual_meaning(sign)

    def _thousands_in(self, destination: Destination, column: Column, text: str) -> str:
        """Tell which sign parts thousands in a column of a measure, by its other numbers or by what was chosen.

        Raises:
            RowError: they do not tell, and nobody has.
        """
        sign = thousands_sign(text)
        if not sign:
            return ""
        key = mark_key(destination, column, sign)
        mark = self.choices.marks.get(key) or self.choices.marks.get(sign) or self._decided(destination, column)[sign]
        if mark is DigitMark.UNCLEAR:
            self.asked.marks.setdefault(key, (destination, column, text.strip()))
            raise RowError(column, RowFault.UNCLEAR_THOUSANDS, text)
        return sign if mark is DigitMark.THOUSANDS else ""

    def _decided(self, destination: Destination, column: Column) -> dict[str, DigitMark]:
        key = (destination.measure.id, column)
        if key not in self.marks:
            names: dict[Destination, list[tuple[str, str]]] = defaultdict(list)
            for name in self.evidence.measures:
                found = self.destination_of.get(name) or self.destinations.find(*name)
                if isinstance(found, Destination):
                    names[found].append(name)
            self.marks[key] = dict(
                decided_marks(self.evidence.numbers(names[destination], column), whole=destination.counts_whole(column))
            )
        return self.marks[key]


def _may_be_split(numbers: tuple[str, ...]) -> bool:
    """Tell whether a number has as many figures as follow the day in an identity number: then the day is looked at."""
    return any(len(text) == _AFTER_DAY and text.isdigit() for text in numbers)
