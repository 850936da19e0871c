"""What people type: numbers with a comma or a point, days, and periods the way they are said on the ward."""

from __future__ import annotations

import math
import re
from datetime import date
from enum import StrEnum

from tracker.analysis.periods import Period, PeriodKind
from tracker.text.screening import is_identity_number


class TypedFault(StrEnum):
    """Why a typed text could not be read; `web/words.py` says it in a sentence."""

    NOT_A_NUMBER = "not_a_number"
    IDENTITY_NUMBER = "identity_number"
    """A person's number where a count was asked for."""
    NOT_A_DAY = "not_a_day"
    NOT_A_PERIOD = "not_a_period"
    FUTURE = "future"


class TypedError(ValueError):
    """A typed text could not be read."""

    def __init__(self, fault: TypedFault) -> None:
        """Keep the fault; the text itself is not repeated."""
        super().__init__(fault.value)
        self.fault = fault


_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_NUMBER = re.compile(r"[-−+]?\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[-−+]?\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?:[.,]\d+)?")
_SHORTEST_IDENTITY = 10  # figures of a Danish number; a Norwegian one has eleven
_MOST = 1e12  # beyond this no ward counts, and a double no longer holds every whole number with decimals

_FIRST_YEAR, _LAST_YEAR = 1990, 2100  # what lies outside was mistyped

_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})|(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERED = re.compile(r"(\d{1,2})(?:\s?/\s?|\s+|\.)?(\d{4})?")
_YEAR_FIRST = re.compile(r"(\d{4})\s?-?\s?[wutqkmf]?\s?(\d{1,2})")
_YEAR = re.compile(r"(?:19|20)\d\d")

_MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january", "feb februar february", "mar mars march", "apr april", "mai may", "jun juni june",
            "jul juli july", "aug august", "sep sept september", "okt oct oktober october", "nov november",
            "des dec desember december",
        ), start=1,
    )
    for name in names.split()
}  # fmt: skip
_NAMED_MONTH = re.compile(r"([a-zæøå]{3,9})\.?\s*(\d{4})?")
_PREFIXES = re.compile(r"^(?:uke|veke|uge|week|w|u|tertial|kvartal|quarter|måned|month)\.?\s*")
_SUFFIXES = re.compile(r"\.?\s*(?:tertial|kvartal|quarter)")


def parse_number(text: str) -> float:
    """Read "12", "12,5", "12.5", "1 234,5" or "−3".

    Raises:
        TypedError: it is none of these.
    """
    plain = text.strip()
    if _THOUSANDS.fullmatch(plain):
        plain = _SPACES.sub("", plain)
    if not _NUMBER.fullmatch(plain):
        raise TypedError(TypedFault.NOT_A_NUMBER)
    value = float(plain.replace(",", ".").replace("−", "-"))
    if not math.isfinite(value) or abs(value) > _MOST:
        raise TypedError(TypedFault.NOT_A_NUMBER)
    if len(plain) >= _SHORTEST_IDENTITY and is_identity_number(plain):
        raise TypedError(TypedFault.IDENTITY_NUMBER)
    return value


def parse_day(text: str) -> date:
    """Read "22.11.2026", "22.11.26" or "2026-11-22".

    Raises:
        TypedError: there is no such day.
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise TypedError(TypedFault.NOT_A_DAY)
    if found[4]:
        year, month, day = int(found[4]), int(found[5]), int(found[6])
    else:
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        year += 2000 if year < 100 else 0
    try:
        made = date(year, month, day)
    except ValueError:
        raise TypedError(TypedFault.NOT_A_DAY) from None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise TypedError(TypedFault.NOT_A_DAY)
    return made


def parse_period(text: str, kind: PeriodKind, *, today: date, with_year: bool = False) -> Period:
    """Read a period: "45", "uke 45", "45/2026" or "2026-W45"; "mars 2026" or "3/2026"; "2. tertial 2026"; a day in it.

    Without a year the nearest one is meant: this year's, or last year's where that lies more than half a year ahead.
    Where `with_year` demands one (a file means the same next year too), a period without it is none.

    Raises:
        TypedError: there is no such period, or it has not begun.
    """
    if kind is PeriodKind.DAY or _DAY.fullmatch(text.strip()):
        period = Period.containing(kind, parse_day(text))
    else:
        period = _numbered(_SPACES.sub(" ", text.strip().casefold()), kind, today, with_year=with_year)
    if not _FIRST_YEAR <= period.year <= _LAST_YEAR:
        raise TypedError(TypedFault.NOT_A_PERIOD)
    if period.start > today:
        raise TypedError(TypedFault.FUTURE)
    return period


def show_period(period: Period) -> str:
    """Give a period as it is typed: 45/2026, 3/2026 for March, 2026, or a day as 22.11.2026."""
    match period.kind:
        case PeriodKind.DAY:
            return f"{period.start.day}.{period.start.month}.{period.start.year}"
        case PeriodKind.YEAR:
            return str(period.year)
        case _:
            return f"{period.number}/{period.year}"


def _numbered(plain: str, kind: PeriodKind, today: date, *, with_year: bool) -> Period:
    year, number = _year_and_number(plain, kind)
    current = Period.containing(kind, today)
    if year is not None:
        return _period(kind, year, number)
    if with_year:
        raise TypedError(TypedFault.NOT_A_PERIOD)
    try:
        this_year = _period(kind, current.year, number)
    except TypedError:
        return _period(kind, current.year - 1, number)
    if (this_year.start - today).days > 183:
        return _period(kind, current.year - 1, number)
    return this_year


def _year_and_number(plain: str, kind: PeriodKind) -> tuple[int | None, int]:
    if kind is PeriodKind.YEAR:
        if not _YEAR.fullmatch(plain):
            raise TypedError(TypedFault.NOT_A_PERIOD)
        return int(plain), 1
    if kind is PeriodKind.MONTH and (found := _NAMED_MONTH.fullmatch(plain)) and found[1] in _MONTH_NAMES:
        return (int(found[2]) if found[2] else None), _MONTH_NAMES[found[1]]
    if found := _YEAR_FIRST.fullmatch(plain):
        return int(found[1]), int(found[2])
    bare = _SUFFIXES.sub(" ", _PREFIXES.sub("", plain)).strip()
    if found := _NUMBERED.fullmatch(bare):
        return (int(found[2]) if found[2] else None), int(found[1])
    raise TypedError(TypedFault.NOT_A_PERIOD)


def _period(kind: PeriodKind, year: int, number: int) -> Period:
    try:
        return Period.numbered(kind, year, number)
    except ValueError:
        raise TypedError(TypedFault.NOT_A_PERIOD) from None
