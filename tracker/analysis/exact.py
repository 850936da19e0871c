"""Sums, means and medians of rows that are right to the last bit, missing values left out.

Whether a point lies on the centre line is a question of equality, so the mean of a constant must be that constant:
plain float sums are a rounding error away from it, and would invent runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import fsum, inf, isfinite, isinf, isnan, nan, sqrt
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]


def mean(numbers: list[float]) -> float:
    """Return the mean, rounded once; NaN for none."""
    return _quotient(_exact_sum(numbers), len(numbers)) if numbers else nan


def total(numbers: list[float]) -> float:
    """Return the sum, rounded once; not finite where it, or a part of it, is beyond what a float can hold."""
    try:
        return fsum(numbers)
    except (OverflowError, ValueError):
        return sum(numbers)


def ratio(parts: list[float], wholes: list[float]) -> float:
    """Sum over sum, rounded once, so that equal ratios are that of their sums; NaN where there is nothing to divide by.

    A sum beyond what a float can hold counts as infinite.
    """
    top, bottom = total(parts), total(wholes)
    first = top / bottom if bottom else nan
    if not isfinite(first) or isinf(bottom):
        return first
    return _quotient(_exact_sum(parts), _exact_sum(wholes))


def deviation(numbers: list[float]) -> float:
    """The sample standard deviation, its square worked out exactly, so that equal spreads at any level are equal.

    NaN for fewer than two numbers, infinite where the square is beyond what a float can hold.
    """
    size = len(numbers)
    if size < 2:
        return nan
    each = [Fraction(number) for number in numbers]
    squares = size * sum(number * number for number in each) - sum(each) ** 2
    return sqrt(_quotient(squares, size * (size - 1)))


def _exact_sum(numbers: list[float]) -> float | Fraction:
    """Return the sum without rounding, a float where it is one; not finite where one of the numbers is not.

    What is left when the rounded sum is taken away is summed and rounded in turn, until nothing is left.
    """
    try:
        parts = [fsum(numbers)]
        while isfinite(parts[0]) and (left := fsum([*numbers, *(-part for part in parts)])):
            parts.append(left)
    except (OverflowError, ValueError):
        return sum(map(Fraction, numbers), Fraction()) if all(map(isfinite, numbers)) else sum(numbers)
    return parts[0] if len(parts) == 1 else sum(map(Fraction, parts), Fraction())


def _quotient(top: float | Fraction, bottom: float | Fraction) -> float:
    """Return one over the other, rounded once; infinite beyond what a float can hold."""
    if isinstance(top, float) and (isinstance(bottom, int | float) or not isfinite(top)):
        return top / float(bottom)
    try:
        return float(Fraction(top) / Fraction(bottom))
    except OverflowError:
        return inf if (top < 0) == (bottom < 0) else -inf


def row_sums(rows: Floats) -> Floats:
    """Return the correctly rounded sum of each row, as one column; missing values count nothing."""
    return _column(total(row) for row in _counted(rows))


def row_ratios(parts: Floats, wholes: Floats) -> Floats:
    """Return the sum of each row of ``parts`` over that of ``wholes``, as one column; missing values count nothing."""
    return _column(ratio(part, whole) for part, whole in zip(_counted(parts), _counted(wholes), strict=True))


def row_means(rows: Floats) -> Floats:
    """Return the mean of what is not missing in each row, as one column; NaN where all is."""
    if np.isnan(rows).any():
        return _column(mean([number for number in row if not isnan(number)]) for row in rows.tolist())
    return _column(mean(row) for row in rows.tolist())


def row_medians(rows: Floats) -> Floats:
    """Return the median of what is not missing in each row, as one column; NaN where all is."""
    height, width = rows.shape
    if width == 0:
        return np.full((height, 1), nan)
    ranked = np.sort(rows, axis=1)
    if np.isnan(ranked[:, -1]).any():
        sizes = width - np.count_nonzero(np.isnan(ranked), axis=1)  # NaN sorts last
        each = np.arange(height)
        low, high = ranked[each, np.maximum(sizes - 1, 0) // 2], ranked[each, sizes // 2]
    else:
        low, high = ranked[:, (width - 1) // 2], ranked[:, width // 2]
    both = low + high
    middle: Floats = np.where(np.isfinite(both), both * 0.5, low * 0.5 + high * 0.5)
    return middle[:, np.newaxis]


def row_weighted_means(rows: Floats, weights: Floats) -> Floats:
    """Return the mean of each row, each number with its weight, rounded once, as one column; a missing weight is none.

    So it is while no product leaves the range of normal floats.
    """
    return row_ratios(np.concatenate(products(rows, weights), axis=1), weights)


def row_weighted_squares(rows: Floats, weights: Floats) -> Floats:
    """Return the same of the squares."""
    square, beyond = products(rows, rows)
    return row_ratios(np.concatenate([*products(square, weights), *products(beyond, weights)], axis=1), weights)


def products(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    """Each product as two floats: what a float can hold of it, and what rounding left out (Veltkamp, Dekker 1971)."""
    product = one * other
    (high, low), (other_high, other_low) = _halves(one), _halves(other)
    beyond = low * other_low - (((product - high * other_high) - low * other_high) - high * other_low)
    return product, np.where(np.isfinite(beyond), beyond, np.where(np.isnan(product), nan, 0.0))


def _halves(numbers: Floats) -> tuple[Floats, Floats]:
    """Return each number as the sum of two that have half of its digits."""
    spread = numbers * (2.0**27 + 1)
    high = spread - (spread - numbers)
    return high, numbers - high


def _counted(rows: Floats) -> list[list[float]]:
    numbers: list[list[float]] = np.where(np.isnan(rows), 0.0, rows).tolist()
    return numbers


def _column(numbers: Iterable[float]) -> Floats:
    return np.fromiter(numbers, dtype=np.float64)[:, np.newaxis]
