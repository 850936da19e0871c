"""The networks of a programme on one time line. It is decoration: the words beside each line say all that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.analysis import Period, PeriodKind, periods_between
from tracker.models.networks import Network
from tracker.text.locale import Locale
from tracker.views.programmes.gatherings import SamlingDisc

_STEPS = (1, 2, 3, 4, 6, 12)
_MOST_TICKS = 7
_TOO_NEAR = 6.0
"""Per cent of the width: a tick nearer than this to today gives way to it."""


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """A word or a disc at a place on the line, in per cent of its width."""

    x: float
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """The period of one network, with its samlinger."""

    x: float
    width: float
    discs: Sequence[TimelineMark] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """From the first day of the first network to the last of the last; today is on it."""

    first: date
    last: date
    today: float
    ticks: Sequence[TimelineMark]

    def bar(self, network: Network, days: Iterable[SamlingDisc]) -> TimelineBar:
        """Draw a network: to the end of the line where nobody has said when it ends."""
        start, stop = self.x(network.starts_on), self.x(network.ends_on or self.last)
        discs = []
        following = True
        for day in days:
            kind = "held" if day.is_held else "next" if following else "later"
            following = following and day.is_held
            discs.append(TimelineMark(self.x(day.on), str(day.number), kind))
        return TimelineBar(start, round(max(stop - start, 0.5), 2), discs)

    def x(self, day: date) -> float:
        """Return where a day lies, in per cent."""
        whole = (self.last - self.first).days
        return round(100 * min(max((day - self.first).days, 0), whole) / whole, 2)


def timeline(networks: Iterable[Network], today: date, locale: Locale) -> Timeline:
    """Lay out a line on which every network and today have room."""
    days = [today]
    for network in networks:
        days += [network.starts_on, network.ends_on or network.starts_on]
    months = periods_between(*(Period.containing(PeriodKind.MONTH, day) for day in (min(days), max(days))))
    first, last, count = months[0].start, months[-1].stop, len(months)
    step = next((step for step in _STEPS if count / step <= _MOST_TICKS), 12 * -(-count // (12 * _MOST_TICKS)))
    line = Timeline(first, last, 0.0, ())
    here = line.x(today)
    ticks: list[TimelineMark] = []
    told = 0
    for month in (each.start for each in months):
        is_tick = (month.month - 1) % min(step, 12) == 0 and (month.year - first.year) % max(1, step // 12) == 0
        if is_tick and abs(line.x(month) - here) > _TOO_NEAR and line.x(month) < 100 - _TOO_NEAR:
            ticks.append(TimelineMark(line.x(month), _tick(month, locale, tells_year=month.year != told)))
            told = month.year
    return Timeline(first, last, here, ticks)


def _tick(month: date, locale: Locale, *, tells_year: bool) -> str:
    """Name a month: by its year in January, with the year where no mark has told it yet."""
    if month.month == 1:
        return str(month.year)
    short = locale.short_month(month.month)
    return f"{short} {month.year}" if tells_year else short
