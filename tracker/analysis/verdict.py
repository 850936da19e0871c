"""One word for where a measure stands, in the order a host needs to know it."""

from __future__ import annotations

from enum import StrEnum
from math import inf

import numpy as np

from tracker.analysis.reading import Effect, Mark, PhaseReading, Reading
from tracker.analysis.runs import Counts
from tracker.analysis.series import Direction, Series


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
    """The verdict on the current phase: the first of these that is so.

    SILENT  nothing recorded for ``silent_after`` periods: ``silent_periods`` as the caller counts them, who knows a
            planned pause from silence; without it, the missing rows that end the series;
    FEW     under ``minimum`` measured points in the phase;
    WORSE   a signal for the worse still stands: no useful point has come after it;
    HELD    the last ``minimum`` points are at or past the target, or ``within`` a goal range, its ends included;
    BETTER  a signal for the better still stands;
    STABLE  none of these, and the measure is balancing or has neither a target in a wished direction nor a range;
    STILL   none of these.
    """
    if minimum < 1:
        raise ValueError("minimum: a verdict needs at least one point")
    phase, series = reading.phases[-1], reading.series
    silent = _unrecorded(reading) if silent_periods is None else silent_periods
    if silent >= silent_after:
        return Verdict.SILENT
    if phase.measured < minimum:
        return Verdict.FEW
    if _stands(reading, phase, Effect.WORSE):
        return Verdict.WORSE
    aim = within or _aim(series)
    if aim is not None and _held(reading, phase, minimum, aim):
        return Verdict.HELD
    if _stands(reading, phase, Effect.BETTER):
        return Verdict.BETTER
    return Verdict.STABLE if aim is None or balancing else Verdict.STILL


def _aim(series: Series) -> tuple[float, float] | None:
    """What lies at or past the target."""
    if series.target is None or series.direction is Direction.NEITHER:
        return None
    return (series.target, inf) if series.direction is Direction.HIGHER else (-inf, series.target)


def _unrecorded(reading: Reading) -> int:
    """How many rows at the end of the series have no value."""
    recorded = np.flatnonzero(reading.marks != Mark.MISSING.value)
    return len(reading.marks) - int(recorded[-1]) - 1 if recorded.size else len(reading.marks)


def _stands(reading: Reading, phase: PhaseReading, effect: Effect) -> bool:
    """Whether a signal with this effect reaches the last useful point of the phase."""
    number = len(reading.phases) - 1
    ends = {
        signal.points[-1]
        for signal in reading.signals
        if signal.phase == number and signal.effect is effect and signal.points
    }
    return bool(ends) and int(_points(reading, phase, Mark.MISSING, Mark.EXCLUDED, Mark.ON_CENTRE)[-1]) in ends


def _held(reading: Reading, phase: PhaseReading, minimum: int, aim: tuple[float, float]) -> bool:
    """Whether the last points all lie where they should, the ends included."""
    last = reading.values[_points(reading, phase, Mark.MISSING, Mark.EXCLUDED)[-minimum:]]
    return bool(((aim[0] <= last) & (last <= aim[1])).all())


def _points(reading: Reading, phase: PhaseReading, *without: Mark) -> Counts:
    """Positions of the points of the phase whose mark is none of these."""
    marks = reading.marks[phase.start : phase.stop]
    keep = np.ones(marks.size, dtype=np.bool_)
    for mark in without:
        keep &= marks != mark.value
    return phase.start + np.flatnonzero(keep)
