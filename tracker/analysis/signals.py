"""The rules that find what chance hardly explains, and the marks that follow from them.

Each rule looks at one phase and answers with signals: the points it rests on, what was counted and the limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.analysis.exact import Floats, Mask
from tracker.analysis.reading import Effect, Mark, PhaseReading, Side, Signal
from tracker.analysis.rules import Rule, RuleSet
from tracker.analysis.runs import Counts, Sides, runs_of
from tracker.analysis.series import ChartKind, Direction, Series

SPREADS = frozenset({ChartKind.MR, ChartKind.S})
"""Charts of variation: wider or narrower is neither better nor worse in itself."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase as the rules see it: arrays of its own points, ``side`` being 0 where one counts for neither."""

    number: int
    reading: PhaseReading
    series: Series
    values: Floats
    lower: Floats
    upper: Floats
    side: Sides
    include: Mask
    outside: Mask

    def signal(self, rule: Rule, points: Counts, side: Side, count: int, limit: float) -> Signal:
        """A signal of this phase, its points counted from the start of the series."""
        where = tuple((points + self.reading.start).tolist())
        return Signal(rule, self.number, where, side, effect(side, self.series), count, limit)


def effect(side: Side, series: Series) -> Effect:
    """What lying on this side means, given the wished direction."""
    if side is Side.NONE or series.direction is Direction.NEITHER or series.kind in SPREADS:
        return Effect.NEUTRAL
    return Effect.BETTER if (side is Side.ABOVE) == (series.direction is Direction.HIGHER) else Effect.WORSE


def signals(phase: Phase, rules: RuleSet) -> Iterator[Signal]:
    """All signals of one phase, in the order of the rule set.

    Where points have no order in time, or share a value with their neighbour as moving ranges do, chance makes runs
    too: then only the limits are asked.
    """
    timeless = phase.series.kind is ChartKind.MR or not phase.series.ordered
    for rule in rules.rules:
        if rule is Rule.BEYOND_LIMITS or not timeless:
            yield from _RULES[rule](phase)


def marks(phase: Phase, found: Iterable[Signal]) -> npt.NDArray[np.int8]:
    """One ``Mark`` a point of the phase; where several signals share a point, the first one gives the mark."""
    codes = np.where(phase.side == 0, Mark.ON_CENTRE, Mark.ORDINARY).astype(np.int8)
    if np.isnan(phase.reading.centre):
        codes[:] = Mark.ORDINARY
    for signal in reversed(tuple(found)):
        codes[np.array(signal.points, dtype=np.intp) - phase.reading.start] = Mark[signal.effect.name]
    codes[~phase.include] = Mark.EXCLUDED
    codes[np.isnan(phase.values)] = Mark.MISSING
    return codes


def long_runs(phase: Phase) -> Iterator[Signal]:
    """Runs longer than chance explains (Anhøj & Olesen 2014)."""
    limit = phase.reading.longest_run_limit
    if limit is None:
        return
    for run in runs_of(phase.side):
        if run.size > limit:
            yield phase.signal(Rule.LONG_RUN, run, _side(phase.side[run[0]]), run.size, limit)


def few_crossings(phase: Phase) -> Iterator[Signal]:
    """The line is crossed more seldom than chance explains (Anhøj & Olesen 2014); no point is to blame."""
    limit, crossings = phase.reading.crossings_limit, phase.reading.crossings
    if limit is not None and crossings is not None and crossings < limit:
        yield phase.signal(Rule.FEW_CROSSINGS, np.array([], dtype=np.int64), Side.NONE, crossings, limit)


def beyond_limits(phase: Phase) -> Iterator[Signal]:
    """Single points beyond the three-sigma limits (Shewhart 1931)."""
    for point in np.flatnonzero(phase.outside & phase.include).tolist():
        above = bool(phase.values[point] > phase.upper[point])
        limit = float((phase.upper if above else phase.lower)[point])
        yield phase.signal(Rule.BEYOND_LIMITS, np.array([point]), Side.ABOVE if above else Side.BELOW, 1, limit)


def _side(sign: int) -> Side:
    return Side.ABOVE if sign > 0 else Side.BELOW


_RULES: dict[Rule, Callable[[Phase], Iterator[Signal]]] = {
    Rule.LONG_RUN: long_runs,
    Rule.FEW_CROSSINGS: few_crossings,
    Rule.BEYOND_LIMITS: beyond_limits,
}
