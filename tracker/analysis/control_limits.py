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
from dataclasses import dataclass, replace
from functools import cache
from math import exp, inf, lgamma, nan, pi, sqrt

import numpy as np

from tracker.analysis.exact import (
    Floats,
    Mask,
    row_means,
    row_medians,
    row_ratios,
    row_sums,
    row_weighted_means,
    row_weighted_squares,
)
from tracker.analysis.series import ChartKind

MEDIANS = frozenset({ChartKind.RUN, ChartKind.G})
"""Charts whose centre line is a median."""

LINES = ("values", "centre", "lower", "upper", "lower95", "upper95")


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
    ordered: bool = True
    factor: float = 3 / 1.128


@dataclass(frozen=True, slots=True)
class Lines:
    """What is drawn: values, centre line, three-sigma and two-sigma limits, NaN where there is none.

    ``ties`` are points that lie on the centre line though rounding may part them (None: only equality says so).
    """

    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    lower95: Floats
    upper95: Floats
    ties: Mask | None = None

    def items(self) -> Iterator[tuple[str, Floats]]:
        """Return each line with its name."""
        return ((name, getattr(self, name)) for name in LINES)


def lines(kind: ChartKind, rows: Rows) -> Lines:
    """Centre line and limits of this kind of chart."""
    return _KINDS[kind](rows)


def run(rows: Rows) -> Lines:
    """Run chart: the median, and no limits."""
    none = np.full((len(rows.values), 1), nan)
    return Lines(rows.values, _centre(rows, row_medians(_base(rows, rows.values))), none, none, none, none)


def individuals(rows: Rows) -> Lines:
    """I: mean +/- 3 MR/1.128, MR the mean moving range, of what is left of a user's line (Montgomery eq. 6.33)."""
    centre = _centre(rows, row_means(_base(rows, rows.values)))
    level = rows.values if rows.given is None else rows.values - centre
    return _around(rows.values, centre, _mean_range(rows, level) * (rows.factor / 3))


def moving_ranges(rows: Rows) -> Lines:
    """MR: mean moving range, 0 to 3.267 times it (Montgomery sec. 6.4); the ranges are those of neighbouring rows."""
    ranges = np.full_like(rows.values, nan)
    ranges[:, 1:] = np.abs(np.diff(rows.values, axis=1))
    centre = _centre(rows, row_means(_base(rows, ranges)))
    floor = np.where(np.isnan(centre), nan, 0.0)
    return Lines(ranges, centre, floor, centre * 3.267, floor, centre * (3.267 * 2 / 3))


def averages(rows: Rows) -> Lines:
    """Xbar: weighted mean of the subgroups +/- 3 s/(c4 sqrt(n)) (Montgomery eq. 6.28, 6.30)."""
    weighted = row_weighted_means(rows.values, _base(rows, _whole(rows.sizes)))
    spread, c4 = _within(rows)
    return _around(rows.values, _centre(rows, weighted), spread / (c4 * np.sqrt(_whole(rows.sizes))))


def deviations(rows: Rows) -> Lines:
    """S: typical s, and s (1 +/- 3 sqrt(1 - c4^2)/c4), B3 and B4, not below 0 (Montgomery eq. 6.27, 6.31)."""
    spread, c4 = _within(rows)
    drawn = replace(rows, values=_whole(rows.spread))
    centre = _centre(rows, spread)
    return _clipped(_around(drawn.values, centre, centre * np.sqrt(1 - c4**2) / c4), 0, inf)


def times(rows: Rows) -> Lines:
    """T: an I chart of y^(1/3.6), which is nearly normal, transformed back (Montgomery sec. 7.3.5; Nelson 1994)."""
    roots = rows.values ** (1 / 3.6)
    given = None if rows.given is None else rows.given ** (1 / 3.6)
    drawn = individuals(replace(rows, values=roots, given=given))
    floor = np.maximum(drawn.lower, 0)
    return Lines(
        rows.values,
        drawn.centre**3.6,
        floor**3.6,
        drawn.upper**3.6,
        np.maximum(drawn.lower95, 0) ** 3.6,
        drawn.upper95**3.6,
        ties=roots == drawn.centre,
    )


def shares(rows: Rows) -> Lines:
    """P: pooled share +/- 3 sqrt(p (1 - p)/n), within 0 and 1 (Montgomery eq. 7.8, 7.11)."""
    centre = _pooled(rows)
    return _clipped(_around(rows.values, centre, np.sqrt(centre * (1 - centre) / _whole(rows.sizes))), 0, 1)


def shares_prime(rows: Rows) -> Lines:
    """P': limits of P, widened by how much the z-scores vary from point to point (Laney 2002)."""
    centre = _pooled(rows)
    sigma = np.sqrt(centre * (1 - centre) / _whole(rows.sizes))
    return _clipped(_around(rows.values, centre, _widened(rows, centre, sigma)), 0, 1)


def counts(rows: Rows) -> Lines:
    """C: mean count +/- 3 sqrt(c), not below 0 (Montgomery eq. 7.17)."""
    centre = _centre(rows, row_means(_base(rows, rows.values)))
    return _clipped(_around(rows.values, centre, np.sqrt(centre)), 0, inf)


def rates(rows: Rows) -> Lines:
    """U: pooled rate +/- 3 sqrt(u/n), not below 0 (Montgomery eq. 7.19)."""
    centre = _pooled(rows)
    return _clipped(_around(rows.values, centre, np.sqrt(centre / _whole(rows.sizes))), 0, inf)


def rates_prime(rows: Rows) -> Lines:
    """U': limits of U, widened by how much the z-scores vary from point to point (Laney 2002)."""
    centre = _pooled(rows)
    sigma = np.sqrt(centre / _whole(rows.sizes))
    return _clipped(_around(rows.values, centre, _widened(rows, centre, sigma)), 0, inf)


def gaps(rows: Rows) -> Lines:
    """G: mean +/- 3 sqrt(g (g + 1)), not below 0; the line drawn is the median (Montgomery eq. 7.31)."""
    base = _base(rows, rows.values)
    middle = _centre(rows, row_means(base))
    limits = _around(rows.values, middle, np.sqrt(middle * (middle + 1)))
    return replace(_clipped(limits, 0, inf), centre=_centre(rows, row_medians(base)))


def individuals_prime(rows: Rows) -> Lines:
    """I': weighted mean +/- 3 s/sqrt(n), s the mean of sqrt(pi/2) |d|/sqrt(1/n + 1/m) (Taylor 2017)."""
    sizes = np.where(np.isnan(rows.values), nan, 1.0) if rows.sizes is None else rows.sizes
    base = _base(rows, sizes)
    weighted = row_ratios(_base(rows, rows.counts), base)
    ranges = _ranges(rows, rows.values) / np.sqrt(_neighbours(rows, 1 / sizes))
    sigma = _screened_mean(rows, ranges * sqrt(pi / 2), 3.2665)
    return _around(rows.values, _centre(rows, weighted), sigma / np.sqrt(sizes))


_KINDS = {
    ChartKind.RUN: run,
    ChartKind.I: individuals,
    ChartKind.MR: moving_ranges,
    ChartKind.XBAR: averages,
    ChartKind.S: deviations,
    ChartKind.T: times,
    ChartKind.P: shares,
    ChartKind.P_PRIME: shares_prime,
    ChartKind.C: counts,
    ChartKind.U: rates,
    ChartKind.U_PRIME: rates_prime,
    ChartKind.G: gaps,
    ChartKind.I_PRIME: individuals_prime,
}


def _base(rows: Rows, values: Floats) -> Floats:
    """Values that centre line and limits come from, the others made missing."""
    return values if rows.base is None else np.where(rows.base, values, nan)


def _centre(rows: Rows, computed: Floats) -> Floats:
    """Return the user's line where it is whole, else the computed one."""
    if rows.given is None:
        return computed
    return np.where(np.isnan(rows.given).any(axis=1, keepdims=True), computed, rows.given)


def _around(values: Floats, centre: Floats, sigma: Floats) -> Lines:
    """Limits at two and three sigma on both sides."""
    return Lines(values, centre, centre - 3 * sigma, centre + 3 * sigma, centre - 2 * sigma, centre + 2 * sigma)


def _clipped(drawn: Lines, least: float, most: float) -> Lines:
    """Limits no further than a value can go."""
    low, high = np.maximum, np.minimum
    return replace(
        drawn,
        lower=low(drawn.lower, least),
        upper=high(drawn.upper, most),
        lower95=low(drawn.lower95, least),
        upper95=high(drawn.upper95, most),
    )


def _pooled(rows: Rows) -> Floats:
    """Return all that was counted over all it was counted among."""
    return _centre(rows, row_ratios(_base(rows, rows.counts), _base(rows, _whole(rows.sizes))))


def _within(rows: Rows) -> tuple[Floats, Floats]:
    """Typical standard deviation inside the subgroups, and c4 of each: the mean, or pooled where sizes differ."""
    sizes, spread = _whole(rows.sizes), _base(rows, _whole(rows.spread))
    freedom = np.where(np.isnan(spread), nan, _base(rows, sizes) - 1)
    pooled = np.sqrt(row_weighted_squares(spread, freedom))
    smallest = np.fmin.reduce(sizes, axis=1, keepdims=True, initial=inf)
    equal = smallest == np.fmax.reduce(sizes, axis=1, keepdims=True, initial=-inf)
    different, which = np.unique(sizes, return_inverse=True)
    c4 = np.array([_c4(size) for size in different.tolist()])[which]
    return np.where(equal, row_means(spread), pooled), c4


@cache
def _c4(size: float) -> float:
    """Mean of the standard deviation of ``size`` normal values, for sigma 1 (Montgomery app. VI); NaN under two."""
    if not size > 1:
        return nan
    if size > 1000:
        return 1 - (1 / 4 + (7 / 32 + 19 / 128 / size) / size) / size  # a series, where lgamma would lose digits
    return sqrt(2 / (size - 1)) * exp(lgamma(size / 2) - lgamma((size - 1) / 2))


def _widened(rows: Rows, centre: Floats, sigma: Floats) -> Floats:
    """Return each point's sigma times that of the z-scores, which is 0 when all base points lie on the centre line."""
    base = _base(rows, rows.values)
    level = ((base == centre) | np.isnan(base)).all(axis=1, keepdims=True)
    scores = np.where(level, base * 0, (rows.values - centre) / sigma)
    if rows.ordered:
        return sigma * _mean_range(rows, scores) / 1.128
    return sigma * _deviation(_base(rows, scores))


def _deviation(rows: Floats) -> Floats:
    """Sample standard deviation of each row; NaN for fewer than two values, or where one is infinite."""
    freedom = np.count_nonzero(~np.isnan(rows), axis=1, keepdims=True) - 1.0
    squares = row_sums((rows - row_means(rows)) ** 2)
    return np.where((freedom < 1) | np.isinf(rows).any(axis=1, keepdims=True), nan, np.sqrt(squares / freedom))


def _mean_range(rows: Rows, values: Floats) -> Floats:
    """Return the mean moving range of the base points, screened."""
    return _screened_mean(rows, _ranges(rows, values), 3.267)


def _ranges(rows: Rows, values: Floats) -> Floats:
    """Moving ranges of the base points.

    Excluded points are left out first, so that their neighbours meet; a missing value has no range on either side.
    """
    return np.abs(np.diff(_packed(rows, values), axis=1))


def _packed(rows: Rows, values: Floats) -> Floats:
    """Base points moved together at the start of each row, missing values after them."""
    if rows.base is None:
        return values
    order = np.argsort(~rows.base, axis=1, kind="stable")
    return np.take_along_axis(np.where(rows.base, values, nan), order, axis=1)


def _neighbours(rows: Rows, values: Floats) -> Floats:
    """Sum of each two neighbouring base points."""
    packed = _packed(rows, values)
    return packed[:, 1:] + packed[:, :-1]


def _screened_mean(rows: Rows, ranges: Floats, factor: float) -> Floats:
    """Return the mean of the moving ranges, those of ``factor`` times it or more screened away once (Nelson 1982).

    A constant series has a mean range of zero and nothing to screen: its limits are its centre line.
    """
    middle = row_means(ranges)
    if not rows.screened:
        return middle
    return np.where(middle == 0, middle, row_means(np.where(ranges < factor * middle, ranges, nan)))


def _whole(column: Floats | None) -> Floats:
    """Return a column that ``Series`` has made sure is there."""
    assert column is not None
    return column
