"""Phases of one kind and length, stacked one a row so that whole arrays can be computed at once."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from operator import attrgetter
from typing import Any, TypeAlias

import numpy as np

from tracker.analysis.control_limits import MEDIANS, Lines, Rows, lines
from tracker.analysis.exact import Floats, Mask
from tracker.analysis.rules import RuleSet
from tracker.analysis.runs.counting import Counts, RunCounts, Sides, count_runs, edges, sides, with_edge
from tracker.analysis.runs.split import Split
from tracker.analysis.series import ALONE, SUBGROUPS, Series

Span: TypeAlias = tuple[Series, int, int, int]
"""One phase to be read: its series, positions from and to (exclusive), and its number in the series."""


@dataclass(frozen=True, slots=True)
class Splits:
    """How the useful points of each phase lie; one entry a phase (see ``Split``)."""

    above: Counts
    below: Counts
    edge: Sides
    own: Mask

    def row(self, row: int) -> Split:
        """Return the split of one phase."""
        return Split(int(self.above[row]), int(self.below[row]), int(self.edge[row]), bool(self.own[row]))


@dataclass(frozen=True, slots=True)
class Block:
    """What was computed for phases of one kind and length, one a row, before the multiplier.

    ``splits`` is None where the rule set does not ask how the points split.
    """

    lines: Lines
    outside: Mask
    side: Sides
    runs: RunCounts
    include: Mask
    splits: Splits | None


def compute(spans: list[Span], rules: RuleSet) -> Block:
    """Compute one block; the spans share family and length, and are all whole series or none."""
    kind = spans[0][0].kind
    include, base = _included(spans)
    rows = _rows(spans, base, rules)
    drawn = lines(kind, rows)
    side = sides(drawn.values, drawn.centre, include)
    outside = (drawn.values > drawn.upper) | (drawn.values < drawn.lower)
    if drawn.ties is not None:
        side[drawn.ties] = 0
        outside[drawn.ties] = False
    whole = np.broadcast_to(np.True_, drawn.values.shape) if include is None else include
    splits = None
    if rules.by_split:
        own = _own_line(rows, drawn.values, whole)
        edge = np.zeros(len(side), dtype=np.int8)
        if kind in MEDIANS:
            judged = whole & ~np.isnan(drawn.values)
            edge = np.where(own, edges(drawn.values, drawn.centre, judged), edge)
            side = with_edge(side, judged, edge[:, np.newaxis])
        splits = Splits(np.count_nonzero(side > 0, axis=1), np.count_nonzero(side < 0, axis=1), edge, own)
    return Block(drawn, outside, side, count_runs(side), whole, splits)


def _own_line(rows: Rows, values: Floats, include: Mask) -> Mask:
    """For each phase whether its centre line comes from the very points it judges, not from a baseline or a person."""
    own = np.ones(len(values), dtype=np.bool_)
    if rows.given is not None:
        own &= np.isnan(rows.given).any(axis=1)
    if rows.base is not None:
        own &= ~(include & ~rows.base & ~np.isnan(values)).any(axis=1)
    return own


def _rows(spans: list[Span], base: Mask | None, rules: RuleSet) -> Rows:
    """Return the numbers of the spans as arrays, pairs that are not whole made missing."""
    first = spans[0][0]
    counts, sizes, spread = (_stacked(spans, column) for column in ("numerator", "denominator", "spread"))
    values = counts
    if sizes is not None and first.kind not in ALONE:
        ratios = counts / sizes
        missing = np.isnan(ratios)
        counts, sizes, spread = (
            column if column is None else np.where(missing, nan, column) for column in (counts, sizes, spread)
        )
        values = counts if first.kind in SUBGROUPS else ratios
    given = None if first.centre is None else np.array([_given(span) for span in spans])
    return Rows(
        values,
        counts,
        sizes,
        spread,
        base,
        given,
        screened=first.screened,
        ordered=first.ordered,
        factor=rules.limit_factor,
    )


def _included(spans: list[Span]) -> tuple[Mask | None, Mask | None]:
    """Return which points take part at all, and which of them make the baseline; None for all."""
    first, start, stop, _ = spans[0]
    if first.freeze is None and not first.excluded:
        return None, None
    include = np.ones((len(spans), stop - start), dtype=np.bool_)
    base = np.ones_like(include)
    for row, (one, start, stop, number) in enumerate(spans):
        include[row, [point - start for point in one.excluded if start <= point < stop]] = False
        rows = one.baseline(number)
        if rows is not None:
            base[row, rows:] = False
    return include, base & include


def _given(span: Span) -> Floats:
    """Return the user's centre line over this phase."""
    one, start, stop, _ = span
    return np.broadcast_to(np.asarray(one.centre, dtype=np.float64), len(one))[start:stop]


def _stacked(spans: list[Span], column: str) -> Any:  # noqa: ANN401 None where the series have no such column
    """This column of the series, one phase a row."""
    first, start, stop, _ = spans[0]
    if getattr(first, column) is None:
        return None
    pick = attrgetter(column)
    if stop - start == len(first):
        parts = [pick(one) for one, _, _, _ in spans]
    else:
        parts = [pick(one)[start:stop] for one, start, stop, _ in spans]
    return np.concatenate(parts).reshape(len(spans), stop - start)
