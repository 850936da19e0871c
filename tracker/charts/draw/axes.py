"""Scales of a drawing: true time along, values up. Never cut, unless someone decided so.

Positions are px in the drawing; time is counted in days (ordinal, with fractions).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, isfinite, log10

from tracker.analysis import Period, PeriodKind

_LENGTH = {
    PeriodKind.DAY: 1.0,
    PeriodKind.WEEK: 7.0,
    PeriodKind.FORTNIGHT: 14.0,
    PeriodKind.MONTH: 30.4,
    PeriodKind.TERTIAL: 121.8,
    PeriodKind.QUARTER: 91.3,
    PeriodKind.YEAR: 365.2,
}
"""About how many days a period lasts, to space marks; positions come from the dates themselves."""

_STEPS = {
    PeriodKind.DAY: (1, 7, 14, 28, 56),
    PeriodKind.WEEK: (4, 8, 13, 26, 52),
    PeriodKind.FORTNIGHT: (2, 4, 13, 26),
    PeriodKind.MONTH: (1, 2, 3, 4, 6, 12),
    PeriodKind.TERTIAL: (1, 3, 6),
    PeriodKind.QUARTER: (1, 2, 4, 8),
    PeriodKind.YEAR: (1, 2, 5, 10, 20),
}
"""Every how many periods one may be named; weeks begin at every fourth (UX: X axis)."""


_DAYS = {PeriodKind.DAY: 1, PeriodKind.WEEK: 7, PeriodKind.FORTNIGHT: 14}


@dataclass(frozen=True, slots=True)
class Times:
    """When each period begins, the day after it ends, and its middle, where its point stands (Thursday noon)."""

    begin: list[int]
    end: list[int]
    middle: list[float]


def times(periods: Sequence[Period], *, joined: bool = False) -> Times:
    """Return the times of these periods, in ordinal days; ``joined`` lets each last until the next one begins."""
    begin = [period.start.toordinal() for period in periods]
    days = _DAYS.get(periods[0].kind) if periods else None
    end = [at + days for at in begin] if days else [period.stop.toordinal() + 1 for period in periods]
    if joined:
        return Times(begin, [*begin[1:], *end[-1:]], [day + 0.5 for day in begin])
    return Times(begin, end, [(first + last) / 2 for first, last in zip(begin, end, strict=True)])


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """A true time scale from day ``start`` at ``left`` px to day ``stop`` at ``right`` px."""

    start: float
    stop: float
    left: float
    right: float

    def x(self, day: float) -> float:
        """Return where a day (ordinal, fractions allowed) stands, px."""
        return self.left + (day - self.start) * (self.right - self.left) / (self.stop - self.start)

    @property
    def day_width(self) -> float:
        """Width of one day, px."""
        return (self.right - self.left) / (self.stop - self.start)


def time_axis(periods: Sequence[Period], left: float, right: float) -> TimeAxis:
    """Return a time axis that holds these periods, with a little air at both ends."""
    air = 0.2 * _LENGTH[periods[0].kind]
    return TimeAxis(periods[0].start.toordinal() - air, periods[-1].stop.toordinal() + 1 + air, left, right)


def label_step(kind: PeriodKind, width: float) -> int:
    """Every how many periods a name fits, when one period is ``width`` px wide."""
    room = 30 if kind in {PeriodKind.MONTH, PeriodKind.YEAR} else 26
    return next((step for step in _STEPS[kind] if step * width >= room), _STEPS[kind][-1])


def period_width(kind: PeriodKind, axis: TimeAxis) -> float:
    """Return about how wide one period is, px."""
    return _LENGTH[kind] * axis.day_width


@dataclass(frozen=True, slots=True)
class Span:
    """A month or a year under the axis: its name's parts and its edges, px. ``year`` is None inside a year."""

    month: int | None
    year: int | None
    left: float
    right: float
    begins: bool


def spans(axis: TimeAxis, kind: PeriodKind) -> tuple[Span, ...]:
    """Return the row under the marks: months for days and weeks, years for months and longer, nothing for years."""
    if kind is PeriodKind.YEAR:
        return ()
    by_month = kind in {PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.FORTNIGHT} and axis.day_width * 28 > 24
    first, last = date.fromordinal(floor(axis.start)), date.fromordinal(ceil(axis.stop))
    found = []
    start = date(first.year, first.month if by_month else 1, 1)
    named: int | None = None
    while start.toordinal() < axis.stop and start <= last:
        following = (
            date(start.year + start.month // 12, start.month % 12 + 1, 1) if by_month else date(start.year + 1, 1, 1)
        )
        left, right = axis.x(max(start.toordinal(), axis.start)), axis.x(min(following.toordinal(), axis.stop))
        tells_year = start.year != named
        if right - left > 24:
            named = start.year if tells_year else named
            found.append(
                Span(
                    start.month if by_month else None,
                    start.year if tells_year else None,
                    left,
                    right,
                    start.toordinal() > axis.start,
                )
            )
        elif start.toordinal() > axis.start:
            found.append(Span(None, None, left, right, begins=True))
        start = following
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """A value scale from ``low`` at ``bottom`` px to ``high`` at ``top`` px, with the values that are named.

    ``decimals`` the ticks need; ``cut`` when someone chose to begin above 0.
    """

    low: float
    high: float
    ticks: tuple[float, ...]
    top: float
    bottom: float
    decimals: int = 0
    cut: bool = False

    def y(self, value: float) -> float:
        """Return where a value stands, px."""
        return self.bottom - (value - self.low) * (self.bottom - self.top) / (self.high - self.low)


def value_axis(
    values: Iterable[float],
    *,
    top: float,
    bottom: float,
    is_share: bool = False,
    scale: tuple[float, float] | None = None,
    axis_from: float | None = None,
    whole: bool = False,
    few_ticks: bool = False,
) -> ValueAxis:
    """Return the value axis for these values (data, goal and centre lines together; NaN is passed over).

    A share is 0 to 100. A score has its whole ``scale``. All else runs from 0 to a round number at least 10 % over
    the largest; ``whole`` keeps the marks on whole numbers, for counts. ``axis_from`` cuts the axis by decision.
    """
    finite = [value for value in values if isfinite(value)]
    lowest, highest = min(finite, default=0.0), max(finite, default=0.0)
    if scale is not None:
        low, high = min(scale[0], lowest), max(scale[1], highest)
        ticks = _ticks(low, high, _step(high - low))
    elif is_share:
        # Wrong input may lie outside; it is drawn where it is rather than off the paper.
        low, high, ticks = min(0.0, lowest), max(100.0, highest), (0.0, 25.0, 50.0, 75.0, 100.0)
    else:
        reach = 1.1 * (max(highest, 0.0) - min(lowest, 0.0))
        step = _step(reach, 1.0 if whole else 0.0) if reach else 1.0
        low = floor(1.1 * min(lowest, 0.0) / step + 1e-9) * step
        high = ceil(1.1 * max(highest, 0.0) / step - 1e-9) * step
        high = high if high > low else low + step
        ticks = _ticks(low, high, step)
    cut = bool(finite) and axis_from is not None and low < axis_from < high and axis_from <= lowest
    if cut and axis_from is not None:
        low = axis_from
        ticks = _ticks(low, high, _step(high - low))
        ticks = ticks if ticks[0] == low else (low, *ticks)
    if few_ticks and len(ticks) > 4:
        ticks = ticks[::2] if len(ticks) % 2 else (ticks[0], ticks[-1])
    return ValueAxis(low, high, ticks, top, bottom, _decimals(ticks), cut)


def _step(reach: float, least: float = 0.0) -> float:
    """A round step of ``least`` or more for ``reach`` in two to six parts, wasting least; fewer parts when equal."""
    reach = max(reach, 1e-9)
    power: float = 10.0 ** floor(log10(reach))
    best, waste = max(power, least), float("inf")
    for base in (0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0, 10.0):
        step = base * power
        parts = ceil(reach / step - 1e-9)
        # Quarters read badly, so they are taken only when they save more than a little.
        cost = parts * step * (1.15 if base in {0.25, 2.5} else 1.0) / reach
        if step >= least and 2 <= parts <= 6 and cost <= waste + 1e-9:
            best, waste = step, cost
    return best


def _ticks(low: float, high: float, step: float) -> tuple[float, ...]:
    first = ceil(low / step - 1e-9)
    return tuple(round(at * step, 9) for at in range(first, floor(high / step + 1e-9) + 1)) or (low, high)


def _decimals(ticks: tuple[float, ...]) -> int:
    return next((places for places in range(4) if all(abs(t - round(t, places)) < 1e-9 for t in ticks)), 4)
