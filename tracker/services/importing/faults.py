"""What can be wrong with a file and with a row of it: enums and where they stand, never sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from tracker.models.screening import has_identity_number
from tracker.services.importing.columns import Column

_SHOWN = 60


class FileFault(StrEnum):
    """Why a whole file cannot be read."""

    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    EMPTY = "empty"
    IS_EXCEL = "is_excel"
    NOT_TEXT = "not_text"
    BROKEN_QUOTES = "broken_quotes"
    COLUMN_MISSING = "column_missing"
    COLUMN_TWICE = "column_twice"


class RowFault(StrEnum):
    """Why a row cannot be stored."""

    TEAM_MISSING = "team_missing"
    TEAM_UNKNOWN = "team_unknown"
    TEAM_CLOSED = "team_closed"
    MEASURE_MISSING = "measure_missing"
    MEASURE_UNKNOWN = "measure_unknown"
    MEASURE_UNCLEAR = "measure_unclear"
    PERIOD_MISSING = "period_missing"
    NOT_A_PERIOD = "not_a_period"
    FUTURE = "future"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    NEGATIVE = "negative"
    BOTH_PARTS = "both_parts"
    NUMERATOR_ABOVE = "numerator_above"
    ZERO_DENOMINATOR = "zero_denominator"
    NEEDS_PARTS = "needs_parts"
    NEEDS_VALUE = "needs_value"
    NEEDS_OPPORTUNITIES = "needs_opportunities"
    VALUE_AND_MISSING = "value_and_missing"
    NOT_A_REASON = "not_a_reason"
    TOO_LONG = "too_long"
    IDENTITY_NUMBER = "identity_number"
    CONTACT = "contact"
    TOO_MANY_CELLS = "too_many_cells"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one row, counted as a spreadsheet counts rows. `text` is what was read, where it may be."""

    row: int
    column: Column | None
    fault: RowFault
    text: str = ""


class FileError(ValueError):
    """A file cannot be read as a table of measurements."""

    def __init__(self, fault: FileFault, *, row: int | None = None, columns: tuple[Column, ...] = ()) -> None:
        """Say what is wrong, at which row, or which columns are missing or stand there twice."""
        super().__init__(fault.value)
        self.fault, self.row, self.columns = fault, row, columns


def readable(text: str) -> str:
    """Give what was read, short, and never an identity number: faults are printed and kept in logs."""
    short = text.strip()
    short = short if len(short) <= _SHOWN else f"{short[: _SHOWN - 1]}…"
    return "" if has_identity_number(text) else short


IN_ENGLISH: Mapping[FileFault | RowFault, str] = MappingProxyType(
    {
        FileFault.TOO_LARGE: "The file is too large.",
        FileFault.TOO_MANY_ROWS: "The file has too many rows.",
        FileFault.EMPTY: "The file has no rows.",
        FileFault.IS_EXCEL: "This is an Excel workbook. Save it as CSV (UTF-8) first.",
        FileFault.NOT_TEXT: "This is not a text file. Save it as CSV (UTF-8).",
        FileFault.BROKEN_QUOTES: "A quotation mark is not closed, or something stands after it.",
        FileFault.COLUMN_MISSING: "The first row must name every column that is needed.",
        FileFault.COLUMN_TWICE: "The first row names a column twice.",
        RowFault.TEAM_MISSING: "Write which team it is.",
        RowFault.TEAM_UNKNOWN: "There is no such team, or the person has no part in it.",
        RowFault.TEAM_CLOSED: "The person may not record numbers in this team.",
        RowFault.MEASURE_MISSING: "Write which measure it is.",
        RowFault.MEASURE_UNKNOWN: "The team has no such measure.",
        RowFault.MEASURE_UNCLEAR: "The team has several measures of this name. Write the number in its address.",
        RowFault.PERIOD_MISSING: "Write which period it is.",
        RowFault.NOT_A_PERIOD: "Write the period with its year, such as 45/2026, 3/2026 or 2026.",
        RowFault.FUTURE: "The period has not begun.",
        RowFault.NOT_A_NUMBER: "Write a number, such as 12 or 12.5.",
        RowFault.NOT_WHOLE: "Write a whole number.",
        RowFault.NEGATIVE: "The number cannot be below zero.",
        RowFault.BOTH_PARTS: "Write both numerator and denominator.",
        RowFault.NUMERATOR_ABOVE: "The numerator cannot be larger than the denominator.",
        RowFault.ZERO_DENOMINATOR: "The denominator must be above zero. Nothing to count is «not measured».",
        RowFault.NEEDS_PARTS: "This measure takes a numerator and a denominator, no ready value.",
        RowFault.NEEDS_VALUE: "This measure takes one value, no numerator and denominator.",
        RowFault.NEEDS_OPPORTUNITIES: "Write the opportunities since the event before as the value.",
        RowFault.VALUE_AND_MISSING: "Write either a number or that it was not measured.",
        RowFault.NOT_A_REASON: "Write yes, holiday, closed, forgotten or other, or leave the cell empty.",
        RowFault.TOO_LONG: "The note is too long.",
        RowFault.IDENTITY_NUMBER: "The text seems to contain a national identity number. Remove it.",
        RowFault.CONTACT: "The text seems to contain a telephone number or an e-mail address. Remove it.",
        RowFault.TOO_MANY_CELLS: "The row has more cells than the first one. Is a decimal comma read as a separator?",
        RowFault.TWICE: "The same measure and period stand in an earlier row.",
    }
)
"""Sentences for the command line. The web has its own, in the reader's language."""
