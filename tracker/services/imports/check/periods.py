"""The period of a row, in a measure's own kind: what Excel made of it is told, and another kind is no number."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tracker.analysis import PeriodKind
from tracker.services.imports.check.evidence import Evidence
from tracker.services.imports.check.lines import RowError
from tracker.services.imports.file.excel_days import Serial, excel_month, serial_day
from tracker.services.imports.file.faults import RowFault
from tracker.services.imports.file.header_row import Column
from tracker.text.parse import TypedError, TypedFault, parse_period, said_period
from tracker.text.parse.days import written_day

_REMEMBERED = 100_000
_NUMBER_AND_YEAR = re.compile(
    r"(?:uke|veke|uge|week|w|u)?\s?\d{1,2}\s?[/ .,-]\s?\d{4}|\d{4}\s?[-/]?\s?(?:uke|[wutqkm])?\s?\d{2}"
)
"""A text that can only be meant as a period: if there is none, it is the number that is wrong (week 54)."""
_BY_NUMBER = frozenset({PeriodKind.WEEK, PeriodKind.FORTNIGHT, PeriodKind.TERTIAL, PeriodKind.QUARTER})
"""Kinds that are typed as a number and a year, which Excel makes months of."""
_DAY_AND_MONTH = re.compile(r"\d{1,2}[./]\s?\d{1,2}[./]?")
_HAS_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


class PeriodReader:
    """Reads periods, remembering those it has read."""

    def __init__(
        self, today: date, year: int | None, bare: PeriodKind | None, evidence: Callable[[], Evidence]
    ) -> None:
        """Read periods begun by today; `year` and `bare` say what those leave open that name no year or kind."""
        self.today, self.year, self.bare = today, year, bare
        self._evidence = evidence
        self.serial = Serial()
        self.known: dict[tuple[str, str], date] = {}
        """First days by kind and by the text as it stands."""

    def read(self, kind: PeriodKind, typed: str) -> date:
        """Return the first day of the period that a text says.

        Raises:
            RowError: it says none, or one of another kind.
        """
        text = typed.strip()
        if not text:
            raise RowError(Column.PERIOD, RowFault.PERIOD_MISSING)
        start = self._read(kind, with_year(text, self.year) if self.year else text, text)
        if len(self.known) > _REMEMBERED:
            self.known.clear()
        self.known[kind, typed] = start
        return start

    def lacks_year(self, kind: str, typed: str) -> bool:
        """Return whether a text would be a period if it had a year."""
        try:
            parse_period(typed, PeriodKind(kind), today=self.today, bare=self.bare)
        except TypedError as error:
            return error.fault is TypedFault.FUTURE
        return True

    def is_shorter(self, kind: str, typed: str) -> bool:
        """Return whether a text is a day, and the period longer than that."""
        try:
            return kind != PeriodKind.DAY and (written_day(typed) is not None or serial_day(typed.strip()) is not None)
        except TypedError:
            return False

    def _read(self, kind: PeriodKind, plain: str, text: str) -> date:
        if text.startswith("#"):
            raise RowError(Column.PERIOD, RowFault.EXCEL_ERROR, text)
        if day := serial_day(text):
            self.serial = Serial(self.serial.text or text, self.serial.day or day)
            plain = day.isoformat()
        if kind in _BY_NUMBER and self._is_made_by_excel(plain):
            raise RowError(Column.PERIOD, RowFault.EXCEL_DATE, text)
        try:
            return self._parsed(kind, plain)
        except TypedError as error:
            raise _error_of(error, kind, text, plain) from None

    def _parsed(self, kind: PeriodKind, plain: str) -> date:
        try:
            return parse_period(plain, kind, today=self.today, with_year=True, bare=self.bare).start
        except TypedError as error:
            if error.found is not PeriodKind.MONTH or kind not in {PeriodKind.WEEK, PeriodKind.FORTNIGHT}:
                raise
            said = said_period(plain, is_week=True)
            if said is None or said.kind is not None or not self._evidence().has_weeks_first():
                raise
        return parse_period(plain, kind, today=self.today, with_year=True, bare=self.bare, weeks_first=True).start

    def _is_made_by_excel(self, plain: str) -> bool:
        """Return whether a text may be what Excel made of a number and a year: 9/2026 became September 2026.

        A first day of a month may be one too, where the cell was made to show days: beside 43/2026 it is.
        """
        if excel_month(plain):
            return True
        try:
            day = written_day(plain)
        except TypedError:
            return False
        return day is not None and day.day == 1 and day <= self.today and self._evidence().has_beyond_months()


def with_year(text: str, year: int | str) -> str:
    """Put a year to a period that says none: "45" is "45 2026", "5.11." is "5.11.2026"."""
    if _HAS_YEAR.search(text) or excel_month(text) or len(text) > 40:
        return text
    if _DAY_AND_MONTH.fullmatch(text):
        sign = "/" if "/" in text else "."
        return f"{text.rstrip('./')}{sign}{year}"
    return f"{text} {year}"


def _error_of(error: TypedError, kind: PeriodKind, text: str, plain: str) -> RowError:
    if error.fault is TypedFault.FUTURE:
        return RowError(Column.PERIOD, RowFault.FUTURE, text)
    if error.found is not None:
        return RowError(Column.PERIOD, RowFault.OTHER_KIND, text, kinds=(kind, error.found))
    is_meant = len(plain) < 40 and bool(_NUMBER_AND_YEAR.fullmatch(plain.lower()))
    is_meant = is_meant or (error.fault is TypedFault.NOT_A_DAY and kind is not PeriodKind.DAY)
    return RowError(Column.PERIOD, RowFault.NO_SUCH_PERIOD if is_meant else RowFault.NOT_A_PERIOD, text)
