"""What can be wrong with a file and with a row of it: enums and where they stand, never sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from tracker.analysis import PeriodKind
from tracker.services.imports.file.header_row import Column
from tracker.text.screening import has_identity_number

_SHOWN = 60


class FileFault(StrEnum):
    """Why a whole file cannot be read."""

    TOO_LARGE = "too_large"
    TOO_LARGE_INSIDE = "too_large_inside"
    """A workbook that unpacks to more than is taken in, or a table with too many columns."""
    TOO_MANY_ROWS = "too_many_rows"
    EMPTY = "empty"
    OLD_EXCEL = "old_excel"
    """An .xls file, or a workbook with a password: both have the same wrapping."""
    NOT_A_WORKBOOK = "not_a_workbook"
    LOCKED = "locked"
    SHEETS = "sheets"
    """Several sheets have cells (or none has the name asked for): one must be chosen."""
    NOT_TEXT = "not_text"
    GARBLED = "garbled"
    IDENTITY_NUMBER = "identity_number"
    BROKEN_QUOTES = "broken_quotes"
    LONG_CELL = "long_cell"
    """A cell longer than any there is: a quotation mark far above it was probably never closed."""
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
    OTHER_KIND = "other_kind"
    """A period, but of another length than the measure's: a month where it goes by week."""
    EXCEL_DATE = "excel_date"
    """Excel made a month of what was typed, perhaps as a week: 9/2026 became Sep-26."""
    NO_SUCH_PERIOD = "no_such_period"
    """The year has not so many weeks, months or days, or is one that nobody measured in."""
    FUTURE = "future"
    EXCEL_ERROR = "excel_error"
    NOT_A_NUMBER = "not_a_number"
    UNCLEAR_THOUSANDS = "unclear_thousands"
    """1.204 may be a thousand and some, or one and some: the other numbers do not tell."""
    UNCLEAR_SIGN = "unclear_sign"
    """A dash may be a zero, or not measured."""
    NOT_WHOLE = "not_whole"
    NEGATIVE = "negative"
    BOTH_PARTS = "both_parts"
    NUMERATOR_ABOVE = "numerator_above"
    ZERO_DENOMINATOR = "zero_denominator"
    VALUE_DIFFERS = "value_differs"
    """A value beside numerator and denominator that is not what they give."""
    NEEDS_PARTS = "needs_parts"
    NEEDS_VALUE = "needs_value"
    NEEDS_OPPORTUNITIES = "needs_opportunities"
    VALUE_AND_MISSING = "value_and_missing"
    NOT_A_REASON = "not_a_reason"
    TOO_LONG = "too_long"
    IDENTITY_NUMBER = "identity_number"
    CONTACT = "contact"
    TOO_MANY_CELLS = "too_many_cells"
    OTHER_SEPARATOR = "other_separator"
    TWICE = "twice"


QUESTIONS = frozenset(
    {RowFault.MEASURE_UNKNOWN, RowFault.EXCEL_DATE, RowFault.UNCLEAR_THOUSANDS, RowFault.UNCLEAR_SIGN}
)
"""What is asked about once for many rows, and not mended row by row."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one row, counted as a spreadsheet counts rows. `text` is what was read, where it may be."""

    row: int
    column: Column | None
    fault: RowFault
    text: str = ""
    at: tuple[int, int] | None = None
    """The cell to mend, by row and by column from 0."""
    measure: str = ""
    period: str = ""
    """The measure's name, and the period as the row says it."""
    kinds: tuple[PeriodKind, PeriodKind] | None = None
    """Of a period of another kind: the measure's, and the one that was read."""

    @property
    def is_question(self) -> bool:
        """Whether a person can settle it with one answer, for this row and others like it."""
        return self.fault in QUESTIONS


class FileError(ValueError):
    """A file cannot be read as a table of measurements."""

    def __init__(
        self,
        fault: FileFault,
        *,
        row: int | None = None,
        columns: tuple[Column, ...] = (),
        sheets: tuple[str, ...] = (),
    ) -> None:
        """Say what is wrong, at which row, which columns are missing or stand there twice, which sheets there are."""
        super().__init__(fault.value)
        self.fault, self.row, self.columns, self.sheets = fault, row, columns, sheets


def readable(text: str) -> str:
    """Return what was read, short, and never an identity number: faults are printed and kept in logs."""
    short = text.strip()
    short = short if len(short) <= _SHOWN else f"{short[: _SHOWN - 1]}…"
    return "" if has_identity_number(text) else short


IN_ENGLISH: Mapping[FileFault | RowFault, str] = MappingProxyType(
    {
        FileFault.TOO_LARGE: "The file is too large.",
        FileFault.TOO_MANY_ROWS: "The file has too many rows.",
        FileFault.EMPTY: "The file has no rows.",
        FileFault.TOO_LARGE_INSIDE: "The file holds more than is taken in: too many cells, or it unpacks to too much.",
        FileFault.OLD_EXCEL: "This is an old Excel file (.xls), or it has a password. Save it as .xlsx without one.",
        FileFault.NOT_A_WORKBOOK: "The file must be CSV or Excel (.xlsx).",
        FileFault.LOCKED: "The workbook has a password. Save it without one.",
        FileFault.SHEETS: "The workbook has several sheets. Name one with --sheet.",
        FileFault.NOT_TEXT: "This is not a text file. Save it as CSV (UTF-8).",
        FileFault.GARBLED: "Letters such as æ, ø and å are broken in this file. Save it again as CSV (UTF-8).",
        FileFault.IDENTITY_NUMBER: "The file seems to contain a personal identity number. Remove it.",
        FileFault.BROKEN_QUOTES: "A quotation mark is not closed, or something stands after it.",
        FileFault.LONG_CELL: "A cell is longer than 100,000 signs. Perhaps a quotation mark is not closed.",
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
        RowFault.NO_SUCH_PERIOD: "There is no such period. Look at its number and its year.",
        RowFault.OTHER_KIND: "The measure goes by another kind of period.",
        RowFault.EXCEL_DATE: "Excel made a month of what was typed. Write the period again, such as 2026-W36.",
        RowFault.UNCLEAR_THOUSANDS: (
            "This may be a thousand or a decimal number. Write it without the mark, or say which with --thousands."
        ),
        RowFault.UNCLEAR_SIGN: "A dash may be 0 or not measured. Write which.",
        RowFault.VALUE_DIFFERS: "The value is not the numerator by the denominator. Leave one of them out.",
        RowFault.EXCEL_ERROR: "The cell holds an error from Excel, or a formula without a result. Write the number.",
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
        RowFault.IDENTITY_NUMBER: "The text seems to contain a personal identity number. Remove it.",
        RowFault.CONTACT: (
            "The text seems to contain a telephone number, an e-mail address or what may be a personal identity "
            "number. Remove it, or say --confirmed."
        ),
        RowFault.TOO_MANY_CELLS: "The row has more cells than the first one. Is a decimal comma read as a separator?",
        RowFault.OTHER_SEPARATOR: "The cells of this row are separated by another sign than those of the first one.",
        RowFault.TWICE: "The same measure and period stand in an earlier row.",
    }
)
"""Sentences for the command line. The web has its own, in the reader's language."""
