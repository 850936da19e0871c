"""Periods of measurement: days, ISO weeks, fortnights, months, tertials, quarters and years.

A period is known by its kind and its first day. Weeks follow ISO 8601 (they begin on a Monday, week 1 holds
4 January). A tertial is four months, as Norwegian hospitals report. Fortnights are continuous spans of 14 days
counted from the Monday of 1970-W01, so a year with 53 weeks shifts no boundary; a fortnight belongs to the ISO year
of its first day.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self


class PeriodKind(StrEnum):
    """How long one period of measurement is."""

    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    TERTIAL = "tertial"
    QUARTER = "quarter"
    YEAR = "year"


_FIRST_MONDAY = date(1969, 12, 29).toordinal()
"""The Monday of 1970-W01, from which weeks and fortnights are counted."""

_DAYS = {PeriodKind.DAY: 1, PeriodKind.WEEK: 7, PeriodKind.FORTNIGHT: 14}
_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.TERTIAL: 4, PeriodKind.YEAR: 12}


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """One period of a kind, known by its first day; periods of one kind sort by time."""

    kind: PeriodKind
    start: date

    def __post_init__(self) -> None:
        """Refuse a ``start`` that no period of this kind begins on."""
        if self.start != _start(self.kind, _index(self.kind, self.start)):
            message = f"start: no {self.kind} begins on {self.start.isoformat()}"
            raise ValueError(message)

    @classmethod
    def containing(cls, kind: PeriodKind, day: date) -> Self:
        """Return the period of this kind that ``day`` falls in."""
        return cls(kind, _start(kind, _index(kind, day)))

    @classmethod
    def numbered(cls, kind: PeriodKind, year: int, number: int) -> Self:
        """The period ``number`` of ``year`` (see ``number``); ValueError where there is none, such as week 54."""
        if kind is PeriodKind.WEEK:
            return cls(kind, date.fromisocalendar(year, number, 1))
        if kind is PeriodKind.DAY:
            first = cls(kind, date(year, 1, 1))
        elif kind is PeriodKind.FORTNIGHT:
            first = cls.containing(kind, date.fromisocalendar(year, 2, 1))
        else:
            first = cls(kind, date(year, 1, 1))
        period = cls(kind, _start(kind, _index(kind, first.start) + number - 1))
        if (period.year, period.number) != (year, number):
            message = f"number: {year} has no {kind} {number}"
            raise ValueError(message)
        return period

    @property
    def stop(self) -> date:
        """The last day of the period, itself included."""
        if self.kind in _DAYS:
            return self.start + timedelta(days=_DAYS[self.kind] - 1)
        month = self.start.month + _MONTHS[self.kind] - 1
        return date(self.start.year, month, monthrange(self.start.year, month)[1])

    @property
    def year(self) -> int:
        """The year the period is counted in: the ISO year for weeks and fortnights."""
        if self.kind in {PeriodKind.WEEK, PeriodKind.FORTNIGHT}:
            return self.start.isocalendar().year
        return self.start.year

    @property
    def number(self) -> int:
        """Its number in its year, counted from 1; for weeks the ISO number, for a year always 1."""
        match self.kind:
            case PeriodKind.DAY:
                return self.start.timetuple().tm_yday
            case PeriodKind.WEEK:
                return self.start.isocalendar().week
            case PeriodKind.FORTNIGHT:
                return (self.start.isocalendar().week + 1) // 2
            case _:
                return (self.start.month - 1) // _MONTHS[self.kind] + 1

    @property
    def next(self) -> Self:
        """The period right after this one."""
        return self.moved(1)

    @property
    def previous(self) -> Self:
        """The period right before this one."""
        return self.moved(-1)

    def steps_to(self, other: Period) -> int:
        """Return how many periods from this one to ``other`` (negative if earlier); ValueError if the kinds differ."""
        if other.kind is not self.kind:
            message = f"other: cannot count from a {self.kind} to a {other.kind}"
            raise ValueError(message)
        return _index(other.kind, other.start) - _index(self.kind, self.start)

    def moved(self, steps: int) -> Self:
        """Return the period so many after this one, or before it where ``steps`` is below zero."""
        return type(self)(self.kind, _start(self.kind, _index(self.kind, self.start) + steps))


def months_from(day: date, months: int) -> date:
    """Return the same day so many months later, or before where it is below zero; of a shorter month the last day."""
    month = Period.containing(PeriodKind.MONTH, day).moved(months)
    return min(month.start + timedelta(days=day.day - 1), month.stop)


def periods_between(first: Period, last: Period) -> tuple[Period, ...]:
    """Every period from ``first`` to ``last``, both included; empty if ``last`` is before ``first``."""
    begin = _index(first.kind, first.start)
    steps = first.steps_to(last)
    return tuple(Period(first.kind, _start(first.kind, begin + step)) for step in range(steps + 1))


def _index(kind: PeriodKind, day: date) -> int:
    """Number of the period that ``day`` falls in, on one unbroken count."""
    if kind in _DAYS:
        return (day.toordinal() - _FIRST_MONDAY) // _DAYS[kind]
    return (day.year * 12 + day.month - 1) // _MONTHS[kind]


def _start(kind: PeriodKind, index: int) -> date:
    """First day of the period with this number: the inverse of ``_index``."""
    if kind in _DAYS:
        return date.fromordinal(_FIRST_MONDAY + index * _DAYS[kind])
    year, month = divmod(index * _MONTHS[kind], 12)
    return date(year, month + 1, 1)
