"""Whether what was found is of now: a signal stands until enough has come after it to say otherwise."""

from __future__ import annotations

import numpy as np

from tracker.analysis.exact import Mask
from tracker.analysis.reading import Mark, PhaseReading, Reading, Signal
from tracker.analysis.runs.counting import Sides, sides, with_edge


def stands(reading: Reading, signal: Signal) -> bool:
    """Return whether a signal of the current phase is of now.

    It no longer is once a useful point comes after its last one, or as many points on the centre line as it has itself:
    nine on one side are history after nine on the line. Missing and excluded points count for nothing, and a signal
    that speaks of the whole phase has no point to stand on.
    """
    number = len(reading.phases) - 1
    if signal.phase != number or not signal.points:
        return False
    phase = reading.phases[number]
    after = signal.points[-1] + 1 - phase.start
    if sides_of(reading, phase)[after:].any():
        return False
    known = ~marked(reading, phase, Mark.MISSING, Mark.EXCLUDED)
    return int(np.count_nonzero(known[after:])) < len(signal.points)


def sides_of(reading: Reading, phase: PhaseReading) -> Sides:
    """Return the side of each point of a phase as the rules saw it: 1, -1, or 0 where it counts for neither."""
    span = slice(phase.start, phase.stop)
    useful = ~marked(reading, phase, Mark.EXCLUDED, Mark.MISSING, Mark.ON_CENTRE)
    side = sides(reading.values[span], reading.centre[span], useful)
    edge = np.int8(phase.split.edge if phase.split else 0)
    return with_edge(side, useful, edge)


def marked(reading: Reading, phase: PhaseReading, *marks: Mark) -> Mask:
    """Return which points of the phase have one of these marks."""
    codes = reading.marks[phase.start : phase.stop]
    found = np.zeros(codes.size, dtype=np.bool_)
    for mark in marks:
        found |= codes == mark.value
    return found
