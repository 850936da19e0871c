"""What one cell of the form can say, and what an entry of each kind of measure must be. Pure: no database here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite

from tracker.analysis import Period
from tracker.models.measurements import Measurement, MissingReason
from tracker.models.measures import Measure, ValueKind
from tracker.services.measures.values import least


class EntryFault(StrEnum):
    """Why an entry cannot be stored."""

    BOTH_PARTS = "both_parts"
    NUMERATOR_ABOVE = "numerator_above"
    ZERO_DENOMINATOR = "zero_denominator"
    NEGATIVE = "negative"
    NOT_WHOLE = "not_whole"
    NOT_A_NUMBER = "not_a_number"
    VALUE_AND_MISSING = "value_and_missing"
    WRONG_SHAPE = "wrong_shape"
    BY_EVENTS = "by_events"
    FUTURE = "future"


class Part(StrEnum):
    """The part of an entry that a fault is about."""

    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    MISSING = "missing"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell says: a value, a numerator and a denominator, "not measured", or nothing at all."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    not_measured: bool = False
    reason: MissingReason | None = None
    """Why it was not measured, where someone said so."""

    @property
    def is_empty(self) -> bool:
        """True where nothing is said: neither a number nor "not measured"."""
        return self == EMPTY

    @classmethod
    def of(cls, row: Measurement | None) -> Entry:
        """Return what is stored of a period; no row says nothing."""
        if row is None:
            return EMPTY
        return cls(row.value, row.numerator, row.denominator, row.not_measured, row.missing_reason)


EMPTY = Entry()


class EntryError(ValueError):
    """An entry cannot be stored."""

    def __init__(self, fault: EntryFault, part: Part) -> None:
        """Say what is wrong, and with which part."""
        super().__init__(f"{part}: {fault}")
        self.fault, self.part = fault, part


def check(measure: Measure, period: Period, entry: Entry, *, today: date) -> None:
    """Hold what an entry of this measure can be; an empty one clears the cell.

    Raises:
        EntryError: the entry cannot be stored.
        ValueError: the period is not of the measure's kind.
    """
    if period.kind is not measure.period_kind:
        raise ValueError(f"period: {period.kind} for a measure by {measure.period_kind}")
    if period.start > today:
        raise EntryError(EntryFault.FUTURE, Part.PERIOD)
    if measure.value_kind.is_between_events:
        raise EntryError(EntryFault.BY_EVENTS, Part.VALUE)
    numbers = {Part.VALUE: entry.value, Part.NUMERATOR: entry.numerator, Part.DENOMINATOR: entry.denominator}
    given = {part: number for part, number in numbers.items() if number is not None}
    if entry.not_measured and given:
        raise EntryError(EntryFault.VALUE_AND_MISSING, Part.MISSING)
    _check_numbers(measure, given)
    if measure.value_kind.has_denominator:
        _check_parts(measure, given)
    elif given.keys() - {Part.VALUE}:
        raise EntryError(EntryFault.WRONG_SHAPE, Part.NUMERATOR)
    elif measure.value_kind is ValueKind.COUNT:
        _check_whole(given)


def _check_numbers(measure: Measure, given: dict[Part, float]) -> None:
    for part, number in given.items():
        if not isfinite(number):
            raise EntryError(EntryFault.NOT_A_NUMBER, part)
        if number < 0 and not (part is Part.VALUE and least(measure) is None):
            raise EntryError(EntryFault.NEGATIVE, part)


def _check_parts(measure: Measure, given: dict[Part, float]) -> None:
    if Part.VALUE in given:
        raise EntryError(EntryFault.WRONG_SHAPE, Part.VALUE)
    if len(given) == 1:
        raise EntryError(EntryFault.BOTH_PARTS, Part.DENOMINATOR if Part.NUMERATOR in given else Part.NUMERATOR)
    if not given:
        return
    is_share = measure.value_kind is ValueKind.PROPORTION
    # So many of so many; a rate's exposure may well be a fraction.
    _check_whole(given if is_share else {Part.NUMERATOR: given[Part.NUMERATOR]})
    if given[Part.DENOMINATOR] == 0:
        raise EntryError(EntryFault.ZERO_DENOMINATOR, Part.DENOMINATOR)
    if is_share and given[Part.NUMERATOR] > given[Part.DENOMINATOR]:
        raise EntryError(EntryFault.NUMERATOR_ABOVE, Part.NUMERATOR)


def _check_whole(given: dict[Part, float]) -> None:
    """Check that what is counted is whole."""
    for part, number in given.items():
        if number % 1:
            raise EntryError(EntryFault.NOT_WHOLE, part)
