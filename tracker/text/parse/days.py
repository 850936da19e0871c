"""Days as they are written: on the ward, in Denmark, by databases, and by our own files."""

from __future__ import annotations

import re
from datetime import date

from tracker.text.parse.faults import LONGEST, TypedError, TypedFault

FIRST_YEAR, LAST_YEAR = 1990, 2100  # what lies outside was mistyped

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january", "feb februar february", "mar mars marts march", "apr april", "mai maj may",
            "jun juni june", "jul juli july", "aug august", "sep sept september", "okt oct oktober october",
            "nov november", "des dec desember december",
        ), start=1,
    )
    for name in names.split()
}  # fmt: skip
"""Months by their names and short names, in bokmål, nynorsk, Danish and English."""

_WEEKDAY = (
    r"(?:(?:man|mån|tirs?|tys|ons|tors?|fre|lør|laur|søn|sun|mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur)"
    r"(?:dag|day)?\.?,?\s+)?"
)
_TIME = (
    r"(?:(?:t|,?\s+(?:kl\.?\s*)?)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?\s?(?:z|utc|[+-]\d{2}(?::?\d{2})?)?)?"
)
_FORMS = [
    re.compile(f"{_WEEKDAY}{form}{_TIME}")
    for form in (
        r"(?:den\s+)?(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})",
        r"(?P<d>\d{1,2})/\s?(?P<m>\d{1,2})/\s?(?P<y>\d{4}|\d{2})",
        r"(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4})",
        r"(?P<y>\d{4})(?P<sign>[-/.])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?:den\s+)?(?P<d>\d{1,2})(?:\.\s?|\s|-)(?P<m>[a-zæøå]{3,9})(?:\.?,?\s|\.|-)(?P<y>\d{4}|\d{2})",
        r"(?P<m>[a-zæøå]{3,9})\.?\s(?P<d>\d{1,2}),?\s(?P<y>\d{4})",
    )
]


def parse_day(text: str) -> date:
    """Read "22.11.2026", "22-11-2026", "22/11/26", "22. november 2026", "2026-11-22 00:00:00" or "20261122".

    Day before month wherever both are figures and the year is last. A time of day is passed over.

    Raises:
        TypedError: there is no such day.
    """
    day = written_day(text)
    if day is None:
        raise TypedError(TypedFault.NOT_A_DAY)
    return day


def written_day(text: str) -> date | None:
    """Return the day a text says; None where it is no text of a day.

    Raises:
        TypedError: it is one, of a day that does not exist.
    """
    plain = text.strip().casefold()
    if not 6 <= len(plain) <= LONGEST:
        return None
    plain = " ".join(plain.split())
    for form in _FORMS:
        if found := form.fullmatch(plain):
            month = found["m"]
            if not month.isdigit() and month not in MONTHS:
                continue
            return _day(found["y"], int(month) if month.isdigit() else MONTHS[month], int(found["d"]))
    return None


def _day(year_text: str, month: int, day: int) -> date:
    year = int(year_text) + (2000 if len(year_text) == 2 else 0)
    try:
        made = date(year, month, day)
    except ValueError:
        raise TypedError(TypedFault.NOT_A_DAY) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise TypedError(TypedFault.NOT_A_DAY)
    return made
