"""What of a reading is shown under a plot: the one place where the least number of points is applied.

Below ``plot.minimum`` measured points a phase is dots and line only: no median, no marks, no signal. Drawings, words
and tables all ask here, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

import numpy as np

from tracker.analysis import ChartKind, Mark, PhaseReading, Reading, Signal
from tracker.charts.plot import Plot, settled

EXCLUDED = int(Mark.EXCLUDED)
RUNNING = -1
"""How a period that is not over is drawn. No mark of the engine's: to it the point is left out."""
MISSING = int(Mark.MISSING)
ORDINARY = int(Mark.ORDINARY)
RUN_MARKS = frozenset({int(Mark.BETTER), int(Mark.WORSE), int(Mark.NEUTRAL)})


@dataclass(frozen=True, slots=True)
class Shown:
    """One reading under one plot, with plain lists for drawing.

    ``values`` and ``centre`` have one entry a point (NaN where there is none); ``marks`` are ``Mark`` codes after the
    least number of points; ``known`` says of each phase whether it has enough of them. ``last`` is the last
    measured position, None when nothing is measured; ``limited`` says whether there are control limits.
    """

    reading: Reading
    plot: Plot
    values: list[float]
    marks: list[int]
    centre: list[float]
    known: tuple[bool, ...]
    signals: tuple[Signal, ...]
    last: int | None
    limited: bool

    @property
    def current(self) -> PhaseReading | None:
        """The phase that is going on, None for an empty series."""
        return self.reading.phases[-1] if self.reading.phases else None

    @property
    def current_known(self) -> bool:
        """Whether the phase that is going on has enough points."""
        return bool(self.known) and self.known[-1]

    def phase_name(self, phase: int) -> str:
        """Return the name of a phase, empty when it has none."""
        names = self.plot.phase_names
        return names[phase] if phase < len(names) else ""

    def small(self, position: int) -> bool:
        """Return whether the point stands on a denominator too small to say much."""
        counts = self.plot.denominators
        count = counts[position] if position < len(counts) else None
        return count is not None and count < self.plot.few_below

    def is_running(self, position: int) -> bool:
        """Return whether the point is of a period that is not over, and left out of the reading for that alone."""
        return self.marks[position] == EXCLUDED and position in self.plot.running

    def drawn_mark(self, position: int) -> int:
        """Return the mark a point is drawn with: that of the reading, or `RUNNING`."""
        return RUNNING if self.is_running(position) else self.marks[position]

    @property
    def latest(self) -> int | None:
        """The last measured position of a period that is over; where there is none such, the one that runs."""
        return next((at for at in self._measured() if at not in self.plot.running), self.last)

    def _measured(self) -> Iterator[int]:
        return (at for at in range(len(self.values) - 1, -1, -1) if self.marks[at] != MISSING)

    def judged(self, phase: int) -> bool:
        """Return whether a phase has points enough and was tested: for runs, or against control limits."""
        return self.known[phase] and (self.reading.phases[phase].tested or self.limited)

    @property
    def edge(self) -> int:
        """Where the line of the current phase is the edge of its values: -1 the smallest, 1 the largest, else 0."""
        return edge_of(self.current) if self.current is not None and self.current_known else 0

    @property
    def centre_is_median(self) -> bool:
        """Whether the centre line is a median of the values, rather than a mean or a decided line."""
        series = self.reading.series
        return series.kind is ChartKind.RUN and series.centre is None


def edge_of(phase: PhaseReading) -> int:
    """Return where the line of a phase is the edge of its values, so that the points on it are a side of their own."""
    return phase.split.edge if phase.split is not None else 0


def shown(reading: Reading, plot: Plot) -> Shown:
    """Return what is shown of the reading under this plot."""
    plot = settled(plot, reading)
    values = reading.values.tolist()
    marks = [int(mark) for mark in reading.marks.tolist()]
    centre = reading.centre.tolist()
    known = tuple(phase.measured >= plot.minimum and isfinite(phase.centre) for phase in reading.phases)
    for phase, enough in zip(reading.phases, known, strict=True):
        if not enough:
            for position in range(phase.start, phase.stop):
                if marks[position] not in {EXCLUDED, MISSING}:
                    marks[position] = ORDINARY
    for position, value in enumerate(values):
        if not isfinite(value):
            marks[position] = MISSING
    last = next((at for at in range(len(values) - 1, -1, -1) if marks[at] != MISSING), None)
    signals = tuple(signal for signal in reading.signals if known[signal.phase])
    limited = bool(np.isfinite(reading.upper).any())
    return Shown(reading, plot, values, marks, centre, known, signals, last, limited)
