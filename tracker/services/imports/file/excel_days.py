"""What Excel makes of dates: numbers for days (45970 is 9 November 2025), and months of what was typed as a week."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.text.parse.days import MONTHS

_EPOCH = date(1899, 12, 30)  # Excel counts a 29 February 1900 that never was; from 1 March 1900 on, this is day 0
_FIVE = re.compile(r"\d{5}(?:[.,]0+)?")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MONTH = re.compile(r"([a-zæøå]{3,4})[.-]{1,2}(\d{2})")
_NUMBERED = re.compile(r"(?:\w{1,4}\.?\s)?(\d{1,2})\s?[/-]\s?\d{4}")
_MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Serial:
    """A day that was written as a number, and the number; empty where there is none."""

    text: str = ""
    day: date | None = None


def serial_day(text: str) -> date | None:
    """Return the day that five bare figures stand for; None where they are none.

    No period is written with five figures and nothing between them, so nothing else can be meant.
    """
    if not _FIVE.fullmatch(text):
        return None
    day = _EPOCH + timedelta(days=int(text[:5]))
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def excel_month(text: str) -> tuple[int, int] | None:
    """Return year and month of a text as Excel shows what it took for a month: sep.26, Sep-26; None of any other.

    Somebody who typed 9/2026 for a week may stand behind it.
    """
    found = _MONTH.fullmatch(text.strip().casefold())
    if found is None or found[1] not in MONTHS:
        return None
    return 2000 + int(found[2]), MONTHS[found[1]]


def is_beyond_months(text: str) -> bool:
    """Return whether a text is a number and a year that Excel leaves alone, since there is no such month: 43/2026."""
    found = _NUMBERED.fullmatch(text.strip())
    return found is not None and int(found[1]) > _MONTHS_OF_YEAR
