"""What the engine answers: the result values that charts, verdicts, tables and exports all come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np
import numpy.typing as npt

from tracker.analysis.exact import Floats, Mask
from tracker.analysis.rules import Rule, RuleSet
from tracker.analysis.runs.split import Split
from tracker.analysis.series import Series


class Mark(IntEnum):
    """How one point is drawn."""

    MISSING = 0
    ORDINARY = 1
    ON_CENTRE = 2
    BETTER = 3
    WORSE = 4
    NEUTRAL = 5
    EXCLUDED = 6


class Side(StrEnum):
    """Where the points of a signal lie: against the centre line, or which way a trend goes."""

    ABOVE = "above"
    BELOW = "below"
    NONE = "none"


class Effect(StrEnum):
    """What a signal means, given the direction that is wished for."""

    BETTER = "better"
    WORSE = "worse"
    NEUTRAL = "neutral"


class Untested(StrEnum):
    """Why the runs of a phase were not tested."""

    NONE_USEFUL = "none_useful"
    ONE_SIDED = "one_sided"
    FEW_USEFUL = "few_useful"


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that chance hardly explains, and the reason as data.

    ``points`` are positions from 0 in the whole series (empty when the rule speaks of the whole phase). ``count`` is
    what was counted and ``limit`` what it was compared with.
    """

    rule: Rule
    phase: int
    points: tuple[int, ...]
    side: Side
    effect: Effect
    count: int
    limit: float


@dataclass(frozen=True, slots=True)
class PhaseReading:
    """The run test of one phase: positions ``start`` to ``stop`` (exclusive), counted from 0.

    ``observed`` rows that are not excluded, missing ones included (the count qicharts2 prints as ``n.obs``);
    ``measured`` those of them that have a value; ``useful`` those that count for a side of the centre line. With no
    useful point there is no test: run and crossing counts and limits are None, and ``signal`` is False. ``centre`` is
    the centre line at the end of the phase (NaN when there is none); ``baseline_stop`` is the first position that was
    not used for it.

    ``split`` is how the useful points lie, where the rule set asks (``RuleSet.by_split``): the two numbers, whether the
    limits are given them, and whether the line is at the floor or the ceiling, where the points on it are useful too.
    With too few points for a test the counts are there and the limits None. The limits are Anhøj's, or those given the
    split; with IHI_SPLIT, whose shift has a length of its own, they are that rule set's.
    """

    start: int
    stop: int
    observed: int
    measured: int
    useful: int
    longest_run: int | None
    longest_run_limit: int | None
    crossings: int | None
    crossings_limit: int | None
    signal: bool
    centre: float
    baseline_stop: int
    split: Split | None = None

    @property
    def tested(self) -> bool:
        """Whether there were useful points to test: any, or as many on each side as the rule set asks for."""
        return self.longest_run_limit is not None

    @property
    def untested(self) -> Untested | None:
        """Why there was no test; None where there was one. Too few on a side comes before too few in all."""
        if self.tested:
            return None
        if not self.useful or self.split is None:
            return Untested.NONE_USEFUL
        return Untested.ONE_SIDED if self.split.one_sided else Untested.FEW_USEFUL


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Everything that is known about one series: arrays have one entry a point.

    ``lower`` and ``upper`` are three-sigma limits, ``lower95`` and ``upper95`` two-sigma limits; NaN where there is
    none. ``outside`` is True for points beyond the three-sigma limits (a point on a limit is inside).
    """

    series: Series
    rules: RuleSet
    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    lower95: Floats
    upper95: Floats
    outside: Mask
    marks: npt.NDArray[np.int8]
    phases: tuple[PhaseReading, ...]
    signals: tuple[Signal, ...]
