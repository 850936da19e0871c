"""What the engine answers: the result values that charts, verdicts, tables and exports all come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np
import numpy.typing as npt

from tracker.analysis.exact import Floats, Mask
from tracker.analysis.rules import Rule, RuleSet
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
    ``measured`` those of them that have a value; ``useful`` those that do not lie on the centre line. With no useful
    point there is no test: run and crossing counts and limits are None, and ``signal`` is False. ``centre`` is the
    centre line at the end of the phase (NaN when there is none); ``baseline_stop`` is the first position that was not
    used for it.
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

    @property
    def tested(self) -> bool:
        """Whether there was any useful point to test."""
        return self.useful > 0


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
