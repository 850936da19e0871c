"""A period as an address says it: `2026-W48`, `2026-11`, `2026-T3`. Written and read alike, in no language."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from tracker.analysis.periods import Period, PeriodKind

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_LETTERS = {
    PeriodKind.WEEK: "W", PeriodKind.FORTNIGHT: "W", PeriodKind.MONTH: "", PeriodKind.TERTIAL: "T",
    PeriodKind.QUARTER: "Q",
}  # fmt: skip
_NUMBERED = re.compile(r"(\d{4})-([WTQ]?)(\d{1,2})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


def write_period(period: Period) -> str:
    """Return a period as an address says it; a fortnight by its first week."""
    match period.kind:
        case PeriodKind.DAY:
            return period.start.isoformat()
        case PeriodKind.YEAR:
            return str(period.year)
        case PeriodKind.MONTH:
            return f"{period.year}-{period.number:02d}"
        case PeriodKind.WEEK | PeriodKind.FORTNIGHT:
            return f"{period.year}-W{period.start.isocalendar().week:02d}"
        case _:
            return f"{period.year}-{_LETTERS[period.kind]}{period.number}"


def read_period(kind: PeriodKind, text: str) -> Period | None:
    """Return the period an address names; None where it names none, since a page makes sense without it."""
    try:
        period = _read(kind, text)
    except ValueError:
        return None
    return period if period is not None and _FIRST_YEAR <= period.year <= _LAST_YEAR else None


def period_query(period: Period) -> dict[str, Any]:
    """Return the part of an address that names a period: `{"week": "2026-W48"}`."""
    return {period.kind.value: write_period(period)}


def _read(kind: PeriodKind, text: str) -> Period | None:
    if kind is PeriodKind.DAY:
        return Period(kind, date.fromisoformat(text)) if _DAY.fullmatch(text) else None
    if kind is PeriodKind.YEAR:
        return Period.numbered(kind, int(text), 1) if _YEAR.fullmatch(text) else None
    found = _NUMBERED.fullmatch(text)
    if found is None or found[2] != _LETTERS[kind]:
        return None
    year, number = int(found[1]), int(found[3])
    if kind is PeriodKind.FORTNIGHT:
        return Period.containing(kind, date.fromisocalendar(year, number, 1))
    return Period.numbered(kind, year, number)
