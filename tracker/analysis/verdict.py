"""One word for where a measure stands, in the order a host needs to know it."""

from __future__ import annotations

from enum import StrEnum
from math import inf

import numpy as np

from tracker.analysis import arguments
from tracker.analysis.reading import Effect, Mark, PhaseReading, Reading
from tracker.analysis.series import Direction, Series
from tracker.analysis.standing import marked, stands


class Verdict(StrEnum):
    """Where a measure stands now."""

    SILENT = "silent"
    FEW = "few"
    WORSE = "worse"
    HELD = "held"
    BETTER = "better"
    STILL = "still"
    STABLE = "stable"


def verdict(
    reading: Reading,
    *,
    minimum: int = 12,
    silent_periods: int | None = None,
    silent_after: int = 3,
    balancing: bool = False,
    within: tuple[float, float] | None = None,
) -> Verdict:
    """Return the verdict on the current phase: the first of these that is so.

    SILENT  nothing recorded for ``silent_after`` periods: ``silent_periods`` as the caller counts them, who knows a
            planned pause from silence; without it, the missing rows that end the series;
    FEW     under ``minimum`` measured points in the phase;
    WORSE   a signal for the worse still ``stands``: no useful point has come after it, and fewer points on the centre
            line than it has itself;
    HELD    the last ``minimum`` points are at or past the target, or ``within`` a goal range, its ends included;
    BETTER  a signal for the better still stands;
    STABLE  none of these, and the measure is balancing or has neither a target in a wished direction nor a range;
    STILL   none of these.

    Raises ValueError for a ``minimum`` or ``silent_after`` that is no whole number above zero, a ``silent_periods``
    that is no count, and a range that does not go from a number to one that is no lower.
    """
    least = arguments.above_zero("minimum", minimum)
    phase, aim = reading.phases[-1], _aim(reading.series) if within is None else _range(within)
    silent = _unrecorded(reading) if silent_periods is None else arguments.count("silent_periods", silent_periods)
    if silent >= arguments.above_zero("silent_after", silent_after):
        return Verdict.SILENT
    if phase.measured < least:
        return Verdict.FEW
    if _stands(reading, Effect.WORSE):
        return Verdict.WORSE
    if aim is not None and _held(reading, phase, least, aim):
        return Verdict.HELD
    if _stands(reading, Effect.BETTER):
        return Verdict.BETTER
    return Verdict.STABLE if aim is None or balancing else Verdict.STILL


def holds_goal(reading: Reading, *, minimum: int = 12, within: tuple[float, float] | None = None) -> bool | None:
    """Return whether the last ``minimum`` points all lie where they should, whatever else the chart says.

    None where there is no saying: without a goal, or with too few points in the phase. ``within`` as in ``verdict``.
    """
    phase, aim = reading.phases[-1], _aim(reading.series) if within is None else _range(within)
    if aim is None or phase.measured < minimum:
        return None
    return _held(reading, phase, minimum, aim)


def _aim(series: Series) -> tuple[float, float] | None:
    """Return what lies at or past the target."""
    if series.target is None or series.direction is Direction.NEITHER:
        return None
    return (series.target, inf) if series.direction is Direction.HIGHER else (-inf, series.target)


def _unrecorded(reading: Reading) -> int:
    """Return how many rows at the end of the series have no value."""
    recorded = np.flatnonzero(reading.marks != Mark.MISSING.value)
    return len(reading.marks) - int(recorded[-1]) - 1 if recorded.size else len(reading.marks)


def _range(within: tuple[float, float]) -> tuple[float, float]:
    """Return the two ends of a goal range, the lower first; an end may be infinite."""
    try:
        low, high = (float(end) for end in within)
    except (OverflowError, TypeError, ValueError):
        raise ValueError("within: not two numbers") from None
    if not low <= high:
        raise ValueError("within: the lower end comes first")
    return low, high


def _stands(reading: Reading, effect: Effect) -> bool:
    """Return whether a signal with this effect is of now."""
    return any(signal.effect is effect and stands(reading, signal) for signal in reading.signals)


def _held(reading: Reading, phase: PhaseReading, minimum: int, aim: tuple[float, float]) -> bool:
    """Return whether the last points all lie where they should, the ends included."""
    known = ~marked(reading, phase, Mark.MISSING, Mark.EXCLUDED)
    last = reading.values[phase.start : phase.stop][known][-minimum:]
    return bool(((aim[0] <= last) & (last <= aim[1])).all())
