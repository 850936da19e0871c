"""What a row says of a period: its numbers, or that it was not measured."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tracker.models.measurements import MissingReason
from tracker.models.measures import ValueKind
from tracker.services.imports.check.lines import LeftOutError, RowError, Said
from tracker.services.imports.choices import SignMeaning
from tracker.services.imports.destinations import Destination
from tracker.services.imports.file.faults import RowFault
from tracker.services.imports.file.header_row import NO, REASONS, YES, Column, fold
from tracker.services.imports.file.missing_signs import DASHES, sign_in
from tracker.services.measurements.entries import Entry
from tracker.services.measures.values import factor
from tracker.text.parse import TypedError, TypedFault, parse_number, parse_value

_ERROR_SIGNS = ("#", "=")
"""How a cell of a spreadsheet begins that holds an error (`#DIV/0!`) or a formula instead of a number."""
_NOT_MEASURED = frozenset({"ikke målt", "ikkje målt", "not measured"})
_LONGEST_WORD = 40

MeaningOf = Callable[[str], SignMeaning | None]
"""What a sign in the place of a number means; None while nobody has said."""
ThousandsIn = Callable[[Destination, Column, str], str]
"""Which sign parts thousands in a column of a measure that has such a text; "" for none."""


class EntryRules(NamedTuple):
    """How numbers and signs are read in this file."""

    meaning_of: MeaningOf
    thousands_in: ThousandsIn
    asks: bool
    """Whether somebody can be asked what a dash means; else it says that there is no number."""


def read_entry(destination: Destination, said: Said, rules: EntryRules) -> Entry:
    """Read what a row says of its period.

    Raises:
        RowError: a cell says what it cannot.
        LeftOutError: a sign in it means that the row is left out.
    """
    not_measured, reason = _read_missing(said.missing)
    numbers = {said.value, said.numerator, said.denominator} - {""}
    if numbers and numbers <= DASHES and (not_measured or not rules.asks):
        return Entry(not_measured=True, reason=reason)  # a dash for a number is how people write that there is none
    if not_measured and numbers and all(map(sign_in, numbers)):
        return Entry(not_measured=True, reason=reason)
    if numbers and not not_measured:
        if (found := _said_missing(said)) is not None:
            return found
        meanings = {meaning for text in numbers if (meaning := _meaning(text, said, rules)) is not None}
        if SignMeaning.LEAVE_OUT in meanings:
            raise LeftOutError
        if SignMeaning.WITHHELD in meanings:
            return Entry(not_measured=True, reason=MissingReason.OTHER)
        if SignMeaning.NOT_MEASURED in meanings:
            return Entry(not_measured=True, reason=reason)
    value = _number(destination, Column.VALUE, said.value, rules)
    numerator = _number(destination, Column.NUMERATOR, said.numerator, rules)
    denominator = _number(destination, Column.DENOMINATOR, said.denominator, rules)
    if value is not None and numerator is not None and denominator and destination.measure.value_kind.has_denominator:
        _hold_value(destination, value, numerator / denominator, said.value)
        value = None
    return Entry(value, numerator, denominator, not_measured, reason)


def read_opportunities(destination: Destination, text: str, rules: EntryRules) -> int | None:
    """Read how many opportunities there were since the event before, where those are counted.

    Raises:
        RowError: there is no whole number.
    """
    if destination.measure.value_kind is ValueKind.DAYS_BETWEEN:
        return None
    number = _number(destination, Column.VALUE, text, rules)
    if number is None:
        raise RowError(Column.VALUE, RowFault.NEEDS_OPPORTUNITIES)
    if number < 0:
        raise RowError(Column.VALUE, RowFault.NEGATIVE, text)
    if number != int(number):
        raise RowError(Column.VALUE, RowFault.NOT_WHOLE, text)
    return int(number)


def missing_in_note(text: str) -> tuple[MissingReason | None, str] | None:
    """Return the reason and the rest of a note that says "ikke målt: ferie", as our own files do; None of any other."""
    head, colon, rest = text.partition(":")
    if fold(head) not in _NOT_MEASURED:
        first, dot, rest = text.partition(". ")
        return (None, rest.strip()) if dot and fold(first) in _NOT_MEASURED else None
    if not colon:
        return None, ""
    word, _, note = rest.strip().partition(". ")
    if (reason := REASONS.get(fold(word))) is not None:
        return reason, note.strip()
    return None, rest.strip()


def _read_missing(text: str) -> tuple[bool, MissingReason | None]:
    if not text:
        return False, None
    plain = fold(text) if len(text) <= _LONGEST_WORD else text
    if not plain or plain in NO:
        return False, None
    if plain in YES:
        return True, None
    if plain not in REASONS:
        raise RowError(Column.MISSING, RowFault.NOT_A_REASON, text)
    return True, REASONS[plain]


def _said_missing(said: Said) -> Entry | None:
    """Return that a period was not measured, where a word in the place of a number says so."""
    for text in (said.value, said.numerator, said.denominator):
        if text and text[0].isalpha() and len(text) <= _LONGEST_WORD:
            plain = fold(text)
            if plain in _NOT_MEASURED:
                return Entry(not_measured=True)
            if plain in REASONS:
                return Entry(not_measured=True, reason=REASONS[plain])
    return None


def _meaning(text: str, said: Said, rules: EntryRules) -> SignMeaning | None:
    sign = sign_in(text)
    if not sign:
        return None
    meaning = rules.meaning_of(sign)
    if meaning is None:
        at = next(
            column for column in (Column.VALUE, Column.NUMERATOR, Column.DENOMINATOR) if getattr(said, column) == text
        )
        raise RowError(at, RowFault.UNCLEAR_SIGN, text)
    return meaning


def _number(destination: Destination, column: Column, text: str, rules: EntryRules) -> float | None:
    if not text:
        return None
    if sign_in(text):  # one that means zero: any other has been dealt with
        return 0.0
    thousands = rules.thousands_in(destination, column, text)
    try:
        if column is Column.VALUE:
            return parse_value(text, destination.unit, thousands=thousands)
        return parse_number(text, thousands=thousands)
    except TypedError as error:
        if error.fault is TypedFault.IDENTITY_NUMBER:
            raise RowError(column, RowFault.IDENTITY_NUMBER) from None
        if text.startswith(_ERROR_SIGNS):
            raise RowError(column, RowFault.EXCEL_ERROR, text) from None
        raise RowError(column, RowFault.NOT_A_NUMBER, text) from None


def _hold_value(destination: Destination, value: float, fraction: float, text: str) -> None:
    """Check that a value beside its parts is what they give, as exactly as it is written.

    Raises:
        RowError: it is something else.
    """
    plain = text.rstrip("% ").replace(",", ".")
    step = 0.5 * 10.0 ** -len(plain.partition(".")[2]) + 1e-9
    meant = {fraction * factor(destination.measure), fraction, fraction * 100}
    if not any(abs(value - one) <= step for one in meant):
        raise RowError(Column.VALUE, RowFault.VALUE_DIFFERS, text)
