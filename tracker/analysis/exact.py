"""Sums, means and medians of rows that are right to the last bit, missing values left out.

Whether a point lies on the centre line is a question of equality, so the mean of a constant must be that constant:
plain float sums are a rounding error away from it, and would invent runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import fsum, isfinite, isinf, isnan, nan
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]


def mean(numbers: list[float]) -> float:
    """The mean, rounded once; NaN for none.

    The second pass adds what the first rounding left, so that it is correct also where sum and division both rounded.
    """
    if not numbers:
        return nan
    size = len(numbers)
    first = total(numbers) / size
    if isinf(first):
        first = total([number / size for number in numbers])
    left = total([number - first for number in numbers]) / size
    return first + left if isfinite(left) else first


def total(numbers: list[float]) -> float:
    """The sum, rounded once; not finite where it, or a part of it, is beyond what a float can hold."""
    try:
        return fsum(numbers)
    except (OverflowError, ValueError):
        return sum(numbers)


def ratio(parts: list[float], wholes: list[float]) -> float:
    """Sum over sum, rounded once, so that equal ratios are that of their sums; NaN where there is nothing to divide by.

    What rounding left out of the sums is added where there is any: never for whole numbers.
    """
    top, bottom = total(parts), total(wholes)
    first = top / bottom if bottom else nan
    if not isfinite(first) or isinf(bottom):
        return first
    more, beyond = total([*parts, -top]), total([*wholes, -bottom])
    if not more and not beyond:
        return first
    return float((Fraction(top) + Fraction(more)) / (Fraction(bottom) + Fraction(beyond)))


def row_sums(rows: Floats) -> Floats:
    """The correctly rounded sum of each row, as one column; missing values count nothing."""
    return _column(total(row) for row in _counted(rows))


def row_ratios(parts: Floats, wholes: Floats) -> Floats:
    """The sum of each row of ``parts`` over that of ``wholes``, as one column; missing values count nothing."""
    return _column(ratio(part, whole) for part, whole in zip(_counted(parts), _counted(wholes), strict=True))


def row_means(rows: Floats) -> Floats:
    """The mean of what is not missing in each row, as one column; NaN where all is."""
    if np.isnan(rows).any():
        return _column(mean([number for number in row if not isnan(number)]) for row in rows.tolist())
    return _column(mean(row) for row in rows.tolist())


def row_medians(rows: Floats) -> Floats:
    """The median of what is not missing in each row, as one column; NaN where all is."""
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
    middle: Floats = np.where(low == high, low, low * 0.5 + high * 0.5)
    return middle[:, np.newaxis]


def _counted(rows: Floats) -> list[list[float]]:
    numbers: list[list[float]] = np.where(np.isnan(rows), 0.0, rows).tolist()
    return numbers


def _column(numbers: Iterable[float]) -> Floats:
    return np.fromiter(numbers, dtype=np.float64)[:, np.newaxis]
