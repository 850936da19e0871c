"""Where a new phase might begin: a suggestion with its reasons, never a decision.

Learned from successive medians (runcharter; Provost & Murray 2011): a run that is too long for chance, and still
stands, may be a new level. Here nothing is rebased: a person gives the phase its date, name and reason, or does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from tracker.analysis import arguments
from tracker.analysis.exact import Mask, row_medians
from tracker.analysis.reading import Effect, Mark, Reading, Side
from tracker.analysis.runs.counting import Counts, Sides, runs_of
from tracker.analysis.series import ChartKind
from tracker.analysis.signals import effect, run_limit
from tracker.analysis.standing import marked, sides_of


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A new phase to consider, and why.

    ``start`` is the position (from 0) of the first point of the run, ``points`` the run, ``limit`` the longest run that
    chance explains. ``before`` and ``after`` are the medians of the phase up to ``start`` and from it on.
    ``intervention`` says which of those given to ``suggest_phase`` (from 0) began nearest before, if any did.
    """

    start: int
    points: tuple[int, ...]
    side: Side
    effect: Effect
    limit: int
    before: float
    after: float
    intervention: int | None


def suggest_phase(
    reading: Reading,
    interventions: Sequence[int] = (),
    *,
    minimum: int = 12,
    run_length: int | None = None,
) -> Suggestion | None:
    """Return the phase to consider after the current one; None when no long run stands at its end.

    ``interventions`` are the positions of the periods they began in. A suggestion needs ``minimum`` measured points in
    the phase before the run, and a run longer than the rule set of the reading lets pass, or of ``run_length`` points.
    With a frozen baseline the run is counted after it. Categories and moving ranges have no phases to suggest. Raises
    ValueError for a ``minimum`` or ``run_length`` that is no whole number above zero, or a position that is none.
    """
    least = arguments.above_zero("minimum", minimum)
    length = None if run_length is None else arguments.above_zero("run_length", run_length)
    began_in = [
        arguments.whole("interventions", position) for position in arguments.rows("interventions", interventions)
    ]
    phase = reading.phases[-1]
    if not phase.tested or not reading.series.ordered or reading.series.kind is ChartKind.MR:
        return None
    limit = run_limit(phase, reading.rules) if length is None else length - 1
    values = np.where(marked(reading, phase, Mark.EXCLUDED), nan, reading.values[phase.start : phase.stop])
    line = sides_of(reading, phase)
    frozen = phase.baseline_stop - phase.start if phase.baseline_stop < phase.stop else 0
    run = _standing_run(line, ~np.isnan(values), frozen)
    start = int(run[0]) if run.size else 0
    if run.size <= limit or np.count_nonzero(~np.isnan(values[:start])) < least:
        return None
    side = Side.ABOVE if line[start] > 0 else Side.BELOW
    before, after = (float(row_medians(part[np.newaxis])[0, 0]) for part in (values[:start], values[start:]))
    began = phase.start + start
    return Suggestion(
        start=began,
        points=tuple((run + phase.start).tolist()),
        side=side,
        effect=effect(side, reading.series),
        limit=limit,
        before=before,
        after=after,
        intervention=_nearest_before(began, began_in),
    )


def _standing_run(side: Sides, known: Mask, frozen: int) -> Counts:
    """Return the useful points of the last run after a frozen baseline; none where it is history.

    It is that where as many points on the centre line have come after it as it has itself (see ``standing``).
    """
    run = runs_of(side)[-1]
    run = run[run >= frozen]
    after = int(np.count_nonzero(known[run[-1] + 1 :])) if run.size else 0
    return run if after < run.size else run[:0]


def _nearest_before(start: int, interventions: Sequence[int]) -> int | None:
    """Return which of these positions is the last one at or before ``start``; of equals the last."""
    before = [(position, number) for number, position in enumerate(interventions) if position <= start]
    return max(before)[1] if before else None
