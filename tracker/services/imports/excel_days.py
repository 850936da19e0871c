"""Excel's numbers for days: what a date becomes where its cell has lost its format. 45970 is 9 November 2025."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_EPOCH = date(1899, 12, 30)  # Excel counts a 29 February 1900 that never was; from 1 March 1900 on, this is day 0
_FIVE = re.compile(r"\d{5}(?:[.,]0+)?")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class Serial:
    """A day that was written as a number, and the number; empty where there is none."""

    text: str = ""
    day: date | None = None


def serial_day(text: str) -> date | None:
    """Give the day that five bare figures stand for; None where they are none.

    No period is written with five figures and nothing between them, so nothing else can be meant.
    """
    if not _FIVE.fullmatch(text):
        return None
    day = _EPOCH + timedelta(days=int(text[:5]))
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None
