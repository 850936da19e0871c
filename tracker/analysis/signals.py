"""The rules that find what chance hardly explains, and the marks that follow from them.

Each rule looks at one phase and answers with signals: the points it rests on, what was counted and the limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import isnan, nan
from typing import Any

import numpy as np
import numpy.typing as npt

from tracker.analysis.exact import Floats, Mask
from tracker.analysis.reading import Effect, Mark, PhaseReading, Side, Signal
from tracker.analysis.rules import Rule, RuleSet
from tracker.analysis.runs.counting import Counts, Sides, runs_of
from tracker.analysis.runs.number_of_runs import exact, given, printed
from tracker.analysis.runs.run_limits import crossings_limit, longest_run_limit
from tracker.analysis.runs.split import Split
from tracker.analysis.series import ChartKind, Direction, Series

SPREADS = frozenset({ChartKind.MR, ChartKind.S})
"""Charts of variation: wider or narrower is neither better nor worse in itself."""


NOWHERE: Counts = np.array([], dtype=np.int64)
"""The points of a signal that speaks of the whole phase."""

SHIFT, TREND, SEVEN = 6, 5, 7
"""Fewest points that make a shift and a trend (Perla, Provost & Murray 2011), and either for the NHS."""


@dataclass(frozen=True, slots=True)
class JudgedPhase:
    """One phase as the rules see it: arrays of its own points, ``side`` being 0 where one counts for neither."""

    number: int
    reading: PhaseReading
    series: Series
    rules: RuleSet
    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    lower95: Floats
    upper95: Floats
    side: Sides
    include: Mask
    outside: Mask

    def signal(self, rule: Rule, points: Counts, side: Side, count: int, limit: float) -> Signal:
        """Return a signal of this phase, its points counted from the start of the series."""
        where = tuple((points + self.reading.start).tolist())
        return Signal(rule, self.number, where, side, effect(side, self.series), count, limit)


def effect(side: Side, series: Series) -> Effect:
    """Return what lying on this side means, given the wished direction."""
    if side is Side.NONE or series.direction is Direction.NEITHER or series.kind in SPREADS:
        return Effect.NEUTRAL
    return Effect.BETTER if (side is Side.ABOVE) == (series.direction is Direction.HIGHER) else Effect.WORSE


def asked(series: Series, rules: RuleSet) -> tuple[Rule, ...]:
    """Return the rules of the set that are asked of such a series, in their order.

    Where points have no order in time, or share a value with their neighbour as moving ranges do, chance makes runs
    too: then only the limits are asked.
    """
    if series.ordered and series.kind is not ChartKind.MR:
        return rules.rules
    return tuple(rule for rule in rules.rules if rule is Rule.BEYOND_LIMITS)


def signals(phase: JudgedPhase) -> Iterator[Signal]:
    """Return all signals of one phase, in the order of the rule set."""
    for rule in asked(phase.series, phase.rules):
        yield from _RULES[rule](phase)


def marks(phase: JudgedPhase, found: Iterable[Signal]) -> npt.NDArray[np.int8]:
    """Return one ``Mark`` a point of the phase.

    Where signals share a point, the rule that comes first in the rule set gives the mark, and of its signals the last.
    """
    codes = np.full(phase.side.size, Mark.ORDINARY.value, dtype=np.int8)
    if not isnan(phase.reading.centre):
        codes[phase.side == 0] = Mark.ON_CENTRE.value
    for signal in sorted(found, key=lambda signal: -phase.rules.rules.index(signal.rule)):
        codes[np.array(signal.points, dtype=np.intp) - phase.reading.start] = Mark[signal.effect.name].value
    codes[~phase.include] = Mark.EXCLUDED.value
    codes[np.isnan(phase.values)] = Mark.MISSING.value
    return codes


def long_runs(phase: JudgedPhase) -> Iterator[Signal]:
    """Return runs longer than chance explains (Anhøj & Olesen 2014)."""
    if phase.reading.longest_run_limit is not None:
        yield from _runs(phase, Rule.LONG_RUN, phase.reading.longest_run_limit, 1)


def few_crossings(phase: JudgedPhase) -> Iterator[Signal]:
    """Return the line is crossed more seldom than chance explains (Anhøj & Olesen 2014); no point is to blame."""
    limit, crossings = phase.reading.crossings_limit, phase.reading.crossings
    if limit is not None and crossings is not None and crossings < limit:
        yield phase.signal(Rule.FEW_CROSSINGS, NOWHERE, Side.NONE, crossings, limit)


def beyond_limits(phase: JudgedPhase) -> Iterator[Signal]:
    """Single points beyond the three-sigma limits (Shewhart 1931)."""
    if not phase.outside.any():
        return
    for point in np.flatnonzero(phase.outside & phase.include).tolist():
        above = bool(phase.values[point] > phase.upper[point])
        limit = float((phase.upper if above else phase.lower)[point])
        yield phase.signal(Rule.BEYOND_LIMITS, np.array([point]), Side.ABOVE if above else Side.BELOW, 1, limit)


def _side(sign: int) -> Side:
    return Side.ABOVE if sign > 0 else Side.BELOW


def shifts(phase: JudgedPhase) -> Iterator[Signal]:
    """Six or more useful points in a row on one side (Perla, Provost & Murray 2011); more where the split asks it."""
    if phase.reading.tested:
        yield from _runs(phase, Rule.SHIFT, run_limit(phase.reading, phase.rules) + 1, 0)


def trends(phase: JudgedPhase) -> Iterator[Signal]:
    """Five or more points all rising or all falling (Perla, Provost & Murray 2011); weak on its own.

    Missing points are skipped and equal neighbours count as the first of them; a turning point belongs to both trends.
    """
    points = np.flatnonzero(phase.include & ~np.isnan(phase.values))
    values = phase.values[points]
    changes = np.flatnonzero(values[1:] != values[:-1]) + 1
    yield from _trends(phase, Rule.TREND, TREND, points[np.append(0, changes)] if points.size else points)


def too_few_runs(phase: JudgedPhase) -> Iterator[Signal]:
    """Fewer runs than chance makes, by the table of the rule set."""
    runs, limits = _runs_and_limits(phase)
    if limits is not None and runs < limits[0]:
        yield phase.signal(Rule.TOO_FEW_RUNS, NOWHERE, Side.NONE, runs, limits[0])


def too_many_runs(phase: JudgedPhase) -> Iterator[Signal]:
    """More runs than chance makes, by the table of the rule set."""
    runs, limits = _runs_and_limits(phase)
    if limits is not None and runs > limits[1]:
        yield phase.signal(Rule.TOO_MANY_RUNS, NOWHERE, Side.NONE, runs, limits[1])


def seven_on_one_side(phase: JudgedPhase) -> Iterator[Signal]:
    """Seven or more points in a row on one side of the mean; a point on it, or a missing one, ends the row (NHS)."""
    for start, stop in _stretches(phase.side):
        if phase.side[start] != 0 and stop - start >= SEVEN:
            yield phase.signal(
                Rule.SEVEN_ON_ONE_SIDE, np.arange(start, stop), _side(phase.side[start]), stop - start, SEVEN
            )


def seven_point_trend(phase: JudgedPhase) -> Iterator[Signal]:
    """Seven or more points in a row, each higher (or each lower) than the one before (NHS)."""
    yield from _trends(phase, Rule.SEVEN_POINT_TREND, SEVEN, np.arange(phase.values.size))


def two_of_three_near_limit(phase: JudgedPhase) -> Iterator[Signal]:
    """Of three points in a row on one side, two or more in the outer third before the limit (NHS)."""
    near_upper = phase.include & (phase.values > phase.upper95) & (phase.values <= phase.upper)
    near_lower = phase.include & (phase.values < phase.lower95) & (phase.values >= phase.lower)
    for sign, near in ((1, near_upper), (-1, near_lower)):
        close = near.astype(np.int64)
        same = phase.side == sign
        hit = (close[2:] + close[1:-1] + close[:-2] >= 2) & same[2:] & same[1:-1] & same[:-2]
        windows = np.flatnonzero(hit)
        for group in np.split(windows, np.flatnonzero(np.diff(windows) > 2) + 1):
            if group.size:
                span = np.arange(group[0], group[-1] + 3)
                yield phase.signal(
                    Rule.TWO_OF_THREE_NEAR_LIMIT, span[near[span]], _side(sign), int(near[span].sum()), 2
                )


def _runs(phase: JudgedPhase, rule: Rule, limit: int, more: int) -> Iterator[Signal]:
    """Return runs of at least ``limit + more`` useful points."""
    if (phase.reading.longest_run or 0) < limit + more:
        return
    for run in runs_of(phase.side):
        if run.size >= limit + more:
            yield phase.signal(rule, run, _side(phase.side[run[0]]), run.size, limit)


def limits_in_force(useful: int, rules: RuleSet, split: Split | None) -> tuple[int | None, int | None]:
    """Return the longest run and fewest crossings that are no signal; None where there is no test.

    Those of Anhøj, by the number of useful points alone, where the rule set does not ask how they split.
    """
    if split is None:
        return (longest_run_limit(useful), crossings_limit(useful)) if useful else (None, None)
    if Rule.SHIFT not in rules.rules:
        return split.longest_run_limit(), split.crossings_limit()
    runs = runs_limits(useful, rules, split)
    return split.longest_run_limit(SHIFT - 1), runs and runs[0] - 1


def runs_limits(useful: int, rules: RuleSet, split: Split | None = None) -> tuple[int, int] | None:
    """Return the fewest and most runs that are no signal, by the table of the rule set; None where it does not speak.

    ``split`` is that of the phase (``PhaseReading.split``), where the rule set asks for it.
    """
    if split is not None and not split.testable:
        return None
    if split is not None and split.uneven:
        return given(split.above, split.below)
    return (exact if rules.exact_table else printed)(useful)


def run_limit(phase: PhaseReading, rules: RuleSet) -> int:
    """Return the longest run on one side that the rule set lets pass in a phase whose runs are tested."""
    if rules.by_split and phase.longest_run_limit is not None:
        return phase.longest_run_limit
    if Rule.SHIFT in rules.rules:
        return SHIFT - 1
    if Rule.SEVEN_ON_ONE_SIDE in rules.rules:
        return SEVEN - 1
    return longest_run_limit(phase.useful)


def _runs_and_limits(phase: JudgedPhase) -> tuple[int, tuple[int, int] | None]:
    """Return how many runs there are, and the fewest and most that are no signal."""
    return (phase.reading.crossings or 0) + 1, runs_limits(phase.reading.useful, phase.rules, phase.reading.split)


def _trends(phase: JudgedPhase, rule: Rule, least: int, points: Counts) -> Iterator[Signal]:
    """Stretches of these points that only rise, or only fall, at least so many long."""
    steps = np.sign(np.diff(np.where(phase.include, phase.values, nan)[points]))
    for start, stop in _stretches(steps):
        if abs(steps[start]) == 1 and stop - start + 1 >= least:
            yield phase.signal(rule, points[start : stop + 1], _side(steps[start]), stop - start + 1, least)


def _stretches(signs: npt.NDArray[Any]) -> list[tuple[int, int]]:
    """Return where each stretch of equal entries begins and ends (exclusive)."""
    if not signs.size:
        return []
    edges = [0, *(np.flatnonzero(signs[1:] != signs[:-1]) + 1).tolist(), signs.size]
    return list(pairwise(edges))


_RULES: dict[Rule, Callable[[JudgedPhase], Iterator[Signal]]] = {
    Rule.LONG_RUN: long_runs,
    Rule.FEW_CROSSINGS: few_crossings,
    Rule.BEYOND_LIMITS: beyond_limits,
    Rule.SHIFT: shifts,
    Rule.TREND: trends,
    Rule.TOO_FEW_RUNS: too_few_runs,
    Rule.TOO_MANY_RUNS: too_many_runs,
    Rule.SEVEN_ON_ONE_SIDE: seven_on_one_side,
    Rule.SEVEN_POINT_TREND: seven_point_trend,
    Rule.TWO_OF_THREE_NEAR_LIMIT: two_of_three_near_limit,
}
