"""Working days in Norway: how long an import can be undone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from tracker.access.people import OSLO, local_day

_FIXED = frozenset({(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)})
_AROUND_EASTER = (-3, -2, 0, 1, 39, 49, 50)
"""Days from Easter Sunday: Maundy Thursday, Good Friday, Easter, Ascension and Whitsun."""
_SATURDAY = 5


def end_of_next_working_day(moment: datetime) -> datetime:
    """Return the midnight after the first working day that begins after a moment, in Norwegian time."""
    day = local_day(moment) + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day + timedelta(days=1), time(), OSLO)


def is_working_day(day: date) -> bool:
    """Return whether most people are at work: no weekend and no public holiday."""
    return day.weekday() < _SATURDAY and (day.month, day.day) not in _FIXED and day not in _moving(day.year)


@lru_cache(maxsize=16)
def _moving(year: int) -> frozenset[date]:
    return frozenset(_easter(year) + timedelta(days=days) for days in _AROUND_EASTER)


def _easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, by the algorithm that Nature printed in 1876."""
    golden, (century, of_century) = year % 19, divmod(year, 100)
    leaps, left = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - shift + 15) % 30
    quarter, rest = divmod(of_century, 4)
    weekday = (32 + 2 * left + 2 * quarter - epact - rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
