"""What is an identity number: its length, its day and its control digits.

Sources. Norwegian numbers: Skatteetaten, "Nytt fødselsnummer fra 2032": the first control digit of a new number may
leave the remainder 0, 1, 2 or 3 (the second still 0); those are refused already today. Synthetic series: 40 (Nav), 65
(Nav, older) or 80 (Skatteetaten, Tenor) added to the month. Danish CPR has had no control digit since 2007. DUF
numbers of UDI: a year, six figures and the weighted sum's remainder by 11 in two figures, as Statistics Norway checks
them in the reporting of municipalities; UDI itself has not published the rule.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from functools import lru_cache
from operator import mul

_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_FIRST_REMAINDERS = frozenset({0, 1, 2, 3})
_DUF_WEIGHTS = (4, 6, 3, 2, 4, 6, 3, 2, 7, 5)
_DUF_YEARS = range(1950, 2100)
# Month of a H-number is 40 more; the synthetic series use 40, 65 or 80, also with a D-number's day.
_MONTH_SHIFTS = (0, 40, 65, 80)
_D_NUMBER_DAY, _CPR_REPLACEMENT_DAY = 40, 60


def is_norwegian(figures: str) -> bool:
    """Return whether eleven figures are a fødselsnummer, D-number, H-number, FH-number or one of a synthetic series."""
    if _remainder(_SECOND_WEIGHTS, figures) != 0 or _remainder(_FIRST_WEIGHTS, figures) not in _FIRST_REMAINDERS:
        return False
    return is_without_day(figures) or is_norwegian_day(figures[:6])


def is_without_day(figures: str) -> bool:
    """Return whether a Norwegian number is a FH-number, which has no day in it."""
    return figures[0] >= "8"


@lru_cache(4096)
def is_norwegian_day(figures: str) -> bool:
    """Return whether six figures can begin a Norwegian number."""
    day, month, year = _triple(figures)
    days = (day, day - _D_NUMBER_DAY)
    return any(_is_day(d, month - shift, year) for d in days for shift in _MONTH_SHIFTS)


@lru_cache(4096)
def is_danish_day(figures: str) -> bool:
    """Return whether six figures can begin a CPR number: a day, or one with 60 more of a number given for a time."""
    day, month, year = _triple(figures)
    return _is_day(day, month, year) or _is_day(day - _CPR_REPLACEMENT_DAY, month, year)


def is_duf(figures: str) -> bool:
    """Return whether twelve figures are a DUF number."""
    return int(figures[:4]) in _DUF_YEARS and _remainder(_DUF_WEIGHTS, figures) == int(figures[10:])


def is_whole_day(figures: str) -> bool:
    """Return whether eight figures are a day as year, month and day: 20261122."""
    year, month, day = int(figures[:4]), int(figures[4:6]), int(figures[6:])
    return 1900 <= year < 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def is_clock(figures: str) -> bool:
    """Return whether four figures can be a time of the day: 0900."""
    return int(figures[:2]) < 24 and int(figures[2:]) < 60


def is_year(figures: str) -> bool:
    """Return whether four figures can be a year that people write about."""
    return 1900 <= int(figures) < 2100


def _remainder(weights: Sequence[int], figures: str) -> int:
    total: int = sum(map(mul, weights, map(int, figures)))
    return total % 11


def _triple(figures: str) -> tuple[int, int, int]:
    return int(figures[:2]), int(figures[2:4]), int(figures[4:6])


def _is_day(day: int, month: int, year: int) -> bool:
    """Return whether this is a day of that month; a two-digit year may be 19xx or 20xx, so 29 February of 00 counts."""
    if not 1 <= month <= 12 or day < 1:
        return False
    return day <= max(monthrange(1900 + year, month)[1], monthrange(2000 + year, month)[1])
