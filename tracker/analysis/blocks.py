"""Phases of one kind and length, stacked one a row so that whole arrays can be computed at once."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from operator import attrgetter
from typing import Any, TypeAlias

import numpy as np

from tracker.analysis.exact import Floats, Mask
from tracker.analysis.limits import Lines, Rows, lines
from tracker.analysis.rules import RuleSet
from tracker.analysis.runs import RunCounts, Sides, count_runs, sides
from tracker.analysis.series import ALONE, SUBGROUPS, Series

Span: TypeAlias = tuple[Series, int, int, int]
"""One phase to be read: its series, positions from and to (exclusive), and its number in the series."""


@dataclass(frozen=True, slots=True)
class Block:
    """What was computed for phases of one kind and length, one a row, before the multiplier."""

    lines: Lines
    outside: Mask
    side: Sides
    runs: RunCounts
    include: Mask


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
    return Block(drawn, outside, side, count_runs(side), whole)


def _rows(spans: list[Span], base: Mask | None, rules: RuleSet) -> Rows:
    """The numbers of the spans as arrays, pairs that are not whole made missing."""
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
    """Which points take part at all, and which of them make the baseline; None for all."""
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
    """The user's centre line over this phase."""
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
