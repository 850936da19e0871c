"""What a drawing needs beside the reading: names, periods, flags, pauses and how numbers are written.

A ``Plot`` holds no statistic. Every entry with "one entry a point" has the same length and order as the reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from math import inf, isfinite
from typing import Any

from tracker.analysis import Direction, Period, PeriodKind, Reading

MINIMUM = 12
"""Points a phase needs before a median is drawn and a verdict is given (a network may set its own)."""

FEW_BELOW = 5
"""A denominator under this makes a small point."""


class FlagKind(StrEnum):
    """What a flag on the chart stands for; each kind has its own shape."""

    INTERVENTION = "intervention"
    TEST = "test"
    EVENT = "event"
    COMMENT = "comment"
    WAITING = "waiting"
    """A thread that waits for an answer; one that does not is drawn as a comment."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that happened on a day, numbered as in the list beside the chart."""

    number: int
    kind: FlagKind
    on: date
    title: str
    href: str = ""
    voiced: bool = False
    """Whether it came from what patients or next of kin answered: a small bubble stands at its corner."""


@dataclass(frozen=True, slots=True)
class ThreadMark:
    """What is said of a point, or of a stretch up to the period that begins on ``last``; numbered as the flags are."""

    number: int
    first: date
    last: date
    waits: bool

    @property
    def is_point(self) -> bool:
        """Whether it is about one point."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Pause:
    """A planned stop in the measuring, from ``start`` to ``stop`` (both included)."""

    start: date
    stop: date
    reason: str


@dataclass(frozen=True, slots=True)
class EarlierTarget:
    """What was aimed at to and including the day ``until``: a value, a range, or nothing. It is never rewritten."""

    until: date
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """How one reading is shown.

    ``title``            what is measured, as the chart's name.
    ``periods``          one entry a point, rising.
    ``unit``             written after a value, such as ``min`` or ``per 1000 liggedøgn``; not used for shares.
    ``is_share``         values are 0 to 100 and written with a per cent sign.
    ``decimals``         None until settled by the values, see ``of``.
    ``direction``        which way is better.
    ``target``           the goal value now; ``earlier_targets`` those before it, oldest first.
    ``target_low`` and ``target_high``  a goal range, for measures that should stay between two values.
    ``scale``            the whole scale of a score, such as (1, 10).
    ``axis_from``        where a value axis that someone chose to cut begins; the chart says so.
    ``phase_names``      one name a phase of the reading.
    ``numerators``, ``denominators``  one entry a point, None where not measured; empty when there are none.
    ``counted``          what the denominator counts, in the plural: ``visitter``.
    ``notes``            remarks by position: why a period is missing, why a point is left out, a note of that week.
    ``recorded``         by position, who recorded it and when, as ready words. Leave empty outside the team.
    ``minimum``          points a phase needs for a median and a verdict.
    ``by_events``        a point is the time between two events, at the day of the second: points are joined whatever
                         lies between, and counted as points, not as days.
    ``running``          positions of periods that are not over: drawn, not judged. The series leaves them out, so that
                         half a week neither makes nor breaks a run.
    ``tallied``          the period that is not over is being counted at the bedside, rather than typed or imported.
    ``events``           what a value of 0 is none of, in the plural, where values are counts of it: ``fall``.
    ``year``             the year that goes unsaid in the names of weeks; without it that of the newest period.
    ``silent_periods``   periods up to now that are not recorded, those after the last entry too.
    ``threads``          what is said of points and stretches of it, by number.
    """

    title: str
    periods: tuple[Period, ...]
    unit: str = ""
    is_share: bool = False
    decimals: int | None = None
    direction: Direction = Direction.NEITHER
    target: float | None = None
    target_low: float | None = None
    target_high: float | None = None
    earlier_targets: tuple[EarlierTarget, ...] = ()
    scale: tuple[float, float] | None = None
    axis_from: float | None = None
    phase_names: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    pauses: tuple[Pause, ...] = ()
    numerators: tuple[float | None, ...] = ()
    denominators: tuple[float | None, ...] = ()
    counted: str = ""
    notes: Mapping[int, str] = field(default_factory=dict)
    recorded: Mapping[int, str] = field(default_factory=dict)
    minimum: int = MINIMUM
    few_below: int = FEW_BELOW
    running: frozenset[int] = frozenset()
    tallied: bool = True
    events: str = ""
    year: int | None = None
    silent_periods: int = 0
    by_events: bool = False
    threads: tuple[ThreadMark, ...] = ()

    @property
    def goal_range(self) -> tuple[float, float] | None:
        """The two ends of the goal range; None where there is none, or where it is open."""
        return None if self.target_low is None or self.target_high is None else (self.target_low, self.target_high)

    @property
    def aimed(self) -> tuple[float, float] | None:
        """Between which values the goal is reached, both included; None where no value is better than another."""
        if self.target is None or self.direction is Direction.NEITHER:
            return self.goal_range
        return (self.target, inf) if self.direction is Direction.HIGHER else (-inf, self.target)

    @property
    def counts_in(self) -> PeriodKind | None:
        """What a number of points is a number of: a kind of period, or None where they are points and nothing else."""
        return None if self.by_events or not self.periods else self.periods[0].kind

    def tells_year(self, period: Period) -> bool:
        """Return whether the name of a period needs its year: it is of another one than the newest."""
        newest = self.periods[-1].year if self.year is None and self.periods else self.year
        return period.year != newest

    @classmethod
    def of(cls, reading: Reading, **fields: Any) -> Plot:
        """Return a plot of this reading: direction and target come from its series, decimals from its values.

        Raises ValueError when ``periods`` or another entry a point has another length than the reading.
        """
        fields.setdefault("direction", reading.series.direction)
        fields.setdefault("target", reading.series.target)
        if fields.get("decimals") is None:
            fields["decimals"] = _decimals_of(reading, is_share=fields.get("is_share", False))
        return settled(cls(**fields), reading)


def settled(plot: Plot, reading: Reading) -> Plot:
    """Return the plot with its number of decimals decided, and its lengths checked against the reading.

    A share has no decimals, or one if all values lie within five points (UX: Numbers).
    """
    size = len(reading.values)
    for name in ("periods", "numerators", "denominators"):
        entries = getattr(plot, name)
        if len(entries) != size and (entries or name == "periods"):
            raise ValueError(f"{name}: {len(entries)} entries for {size} points")
    if plot.decimals is not None:
        return plot
    return replace(plot, decimals=_decimals_of(reading, is_share=plot.is_share))


def _decimals_of(reading: Reading, *, is_share: bool) -> int:
    values = [value for value in reading.values.tolist() if isfinite(value)]
    if is_share:
        return 1 if len(values) > 1 and 0 < max(values) - min(values) <= 5 else 0
    return 0 if all(value.is_integer() for value in values) else 1
