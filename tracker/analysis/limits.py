"""Centre line and limits for each kind of chart, many phases at once.

One small function per kind, each citing its equation. They take ``Rows`` (one row a phase, all of one length) and give
``Lines`` whose arrays have the shape of the rows or are single columns. Constants are those of the field: moving
ranges are divided by 1.128 (d2 for two, to three decimals), and screened at 3.267 (D4).

References: Montgomery, Introduction to Statistical Quality Control (7th ed., Wiley 2013), by equation; Provost &
Murray, The Health Care Data Guide (Jossey-Bass 2011); Nelson, J Qual Technol 1982;14:172-173 (screening); Laney, Qual
Eng 2002;14:531-537 (primes); Taylor, Normalized individuals control chart (2017, I prime).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import nan

import numpy as np

from tracker.analysis.exact import Floats, Mask, row_means, row_medians
from tracker.analysis.series import ChartKind


@dataclass(frozen=True, slots=True)
class Rows:
    """Phases of equal length, one a row, one column a point.

    ``values`` is what is drawn, NaN where missing; ``counts`` and ``sizes`` the numerator and denominator it came from
    (``sizes`` None without denominator), both NaN where the pair is not whole. ``base`` says which points centre and
    limits come from (None: all); ``given`` is a centre line decided by the user (None: computed). ``factor`` times the
    mean moving range makes the limits of an I chart.
    """

    values: Floats
    counts: Floats
    sizes: Floats | None = None
    spread: Floats | None = None
    base: Mask | None = None
    given: Floats | None = None
    screened: bool = True
    factor: float = 3 / 1.128


@dataclass(frozen=True, slots=True)
class Lines:
    """What is drawn: values, centre line, three-sigma limits and two-sigma limits, NaN where there is none."""

    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    lower95: Floats
    upper95: Floats

    def items(self) -> Iterator[tuple[str, Floats]]:
        """Each line with its name."""
        return ((name, getattr(self, name)) for name in self.__slots__)


def lines(kind: ChartKind, rows: Rows) -> Lines:
    """Centre line and limits of this kind of chart."""
    return _KINDS[kind](rows)


def run(rows: Rows) -> Lines:
    """Run chart: the median, and no limits."""
    none = np.full((len(rows.values), 1), nan)
    return Lines(rows.values, _centre(rows, row_medians(_base(rows, rows.values))), none, none, none, none)


def individuals(rows: Rows) -> Lines:
    """I: mean +/- 3 MR/1.128, MR the mean moving range (Montgomery eq. 6.33)."""
    centre = _centre(rows, row_means(_base(rows, rows.values)))
    return _around(rows.values, centre, _mean_range(rows, rows.values) * (rows.factor / 3))


def moving_ranges(rows: Rows) -> Lines:
    """MR: mean moving range, 0 to 3.267 times it (Montgomery sec. 6.4); the ranges are those of neighbouring rows."""
    ranges = np.full_like(rows.values, nan)
    ranges[:, 1:] = np.abs(np.diff(rows.values, axis=1))
    centre = _centre(rows, row_means(_base(rows, ranges)))
    floor = np.zeros_like(centre)
    return Lines(ranges, centre, floor, centre * 3.267, floor, centre * (3.267 * 2 / 3))


_KINDS = {
    ChartKind.RUN: run,
    ChartKind.I: individuals,
    ChartKind.MR: moving_ranges,
}


def _base(rows: Rows, values: Floats) -> Floats:
    """Values that centre line and limits come from, the others made missing."""
    return values if rows.base is None else np.where(rows.base, values, nan)


def _centre(rows: Rows, computed: Floats) -> Floats:
    """The user's line where it is whole, else the computed one."""
    if rows.given is None:
        return computed
    return np.where(np.isnan(rows.given).any(axis=1, keepdims=True), computed, rows.given)


def _around(values: Floats, centre: Floats, sigma: Floats) -> Lines:
    """Limits at two and three sigma on both sides."""
    return Lines(values, centre, centre - 3 * sigma, centre + 3 * sigma, centre - 2 * sigma, centre + 2 * sigma)


def _mean_range(rows: Rows, values: Floats, factor: float = 3.267) -> Floats:
    """Mean moving range of the base points, those of ``factor`` times it or more screened away once (Nelson 1982).

    Excluded points are left out first, so that their neighbours meet; a missing value has no range on either side. A
    constant series has a mean range of zero: its limits are its centre line.
    """
    if rows.base is not None and not rows.base.all():
        order = np.argsort(~rows.base, axis=1, kind="stable")
        values = np.take_along_axis(np.where(rows.base, values, nan), order, axis=1)
    ranges = np.abs(np.diff(values, axis=1))
    middle = row_means(ranges)
    if not rows.screened:
        return middle
    return np.where(middle == 0, middle, row_means(np.where(ranges < factor * middle, ranges, nan)))
