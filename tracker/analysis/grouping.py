"""Raw rows become points: rows with the same place on the x axis are one point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isnan, nan, sqrt
from typing import Any

from tracker.analysis.exact import Floats, mean, total


@dataclass(frozen=True, slots=True)
class Merged:
    """One entry a point, in the order of x; NaN where there is nothing to work from."""

    sums: list[float]
    totals: list[float]
    means: list[float]
    deviations: list[float]
    sizes: list[float]


def merge(x: Sequence[Any], y: Floats, n: Floats | None) -> Merged:
    """Sort rows by ``x`` and merge those with equal ``x``; rows without ``x`` are left out."""
    sizes = [1.0] * len(x) if n is None else n.tolist()
    rows = [row for row in zip(x, y.tolist(), sizes, strict=True) if row[0] is not None and row[0] == row[0]]
    try:
        rows.sort(key=lambda row: row[0])
    except TypeError:
        raise ValueError("x: values that cannot be put in order") from None
    merged = Merged([], [], [], [], [])
    for _, group in groupby(rows, key=lambda row: row[0]):
        pairs = [(value, size) for _, value, size in group if not isnan(value + size)]
        values = [value for value, _ in pairs]
        merged.sums.append(total(values) if values else nan)
        merged.totals.append(total([size for _, size in pairs]) if values else nan)
        merged.means.append(mean(values))
        merged.deviations.append(_deviation(values))
        merged.sizes.append(float(len(values)))
    return merged


def _deviation(values: list[float]) -> float:
    """Sample standard deviation; NaN for fewer than two values."""
    if len(values) < 2:
        return nan
    middle = mean(values)
    return sqrt(total([(value - middle) * (value - middle) for value in values]) / (len(values) - 1))
