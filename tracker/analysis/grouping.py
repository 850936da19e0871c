"""Raw rows become points: rows with the same place on the x axis are one point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isnan, nan
from typing import Any

from tracker.analysis.exact import Floats, deviation, mean, total


@dataclass(frozen=True, slots=True)
class Merged:
    """One entry a point, in the order of x; NaN where there is nothing to work from."""

    sums: list[float]
    totals: list[float]
    means: list[float]
    deviations: list[float]
    sizes: list[float]


def merge(x: Sequence[Any], y: Floats, n: Floats | None, *, spread: bool = False) -> Merged:
    """Sort rows by ``x`` and merge those with equal ``x``; rows without ``x`` are left out.

    Standard deviations are worked out where ``spread`` asks for them.
    """
    sizes = [1.0] * len(x) if n is None else n.tolist()
    try:
        rows = [row for row in zip(x, y.tolist(), sizes, strict=True) if row[0] is not None and row[0] == row[0]]
        rows.sort(key=lambda row: row[0])
    except (ArithmeticError, TypeError, ValueError):
        raise ValueError("x: values that cannot be put in order") from None
    merged = Merged([], [], [], [], [])
    for _, group in groupby(rows, key=lambda row: row[0]):
        pairs = [(value, size) for _, value, size in group if not isnan(value + size)]
        values = [value for value, _ in pairs]
        merged.sums.append(total(values) if values else nan)
        merged.totals.append(total([size for _, size in pairs]) if values else nan)
        merged.means.append(mean(values))
        merged.deviations.append(deviation(values) if spread else nan)
        merged.sizes.append(float(len(values)))
    return merged
