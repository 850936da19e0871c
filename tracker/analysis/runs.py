"""Useful points, longest run and crossings of many phases at once, and what chance allows.

The rules are those of Anhøj & Olesen (PLoS ONE 2014;9:e113825): points on the centre line count for neither side and
missing ones for nothing; a run longer than ``longest_run_limit`` or fewer crossings than ``crossings_limit`` is a
signal.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log2
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tracker.analysis.exact import Floats, Mask

Sides: TypeAlias = npt.NDArray[np.int8]
Counts: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RunCounts:
    """One entry a phase: useful points, the longest run of them on one side, and how often the line is crossed."""

    useful: Counts
    longest: Counts
    crossings: Counts


def sides(values: Floats, centre: Floats, include: Mask | None) -> Sides:
    """1 above the centre line, -1 below, 0 on it, missing or not included; one row a phase, one column a point."""
    side = (values > centre).view(np.int8) - (values < centre).view(np.int8)
    if include is not None:
        side[~include] = 0
    return side


def count_runs(side: Sides) -> RunCounts:
    """Useful points, longest run and crossings of each row of ``sides``; zeros are stepped over.

    All rows are laid end to end without their zeros; a run starts where the side changes or a row begins.
    """
    useful = np.count_nonzero(side, axis=1)
    flat = side.ravel()
    line = flat if useful.sum() == flat.size else flat[np.flatnonzero(flat)]
    begins = np.empty(line.size + 1, dtype=np.bool_)
    begins[0] = begins[-1] = True
    np.not_equal(line[1:], line[:-1], out=begins[1:-1])
    firsts = np.cumsum(useful) - useful
    begins[firsts] = True
    starts = np.flatnonzero(begins)
    longest = np.zeros_like(useful)
    crossings = np.zeros_like(useful)
    tested = np.flatnonzero(useful)
    if tested.size:
        heads = np.searchsorted(starts, firsts[tested])
        longest[tested] = np.maximum.reduceat(np.diff(starts), heads)
        crossings[tested] = np.diff(heads, append=starts.size - 1) - 1
    return RunCounts(useful, longest, crossings)


def runs_of(side: Sides) -> list[Counts]:
    """The positions of the useful points of each run in one row of ``sides``, in time order; one empty run for none."""
    useful = np.flatnonzero(side)
    line = side[useful]
    edges = [0, *(np.flatnonzero(line[1:] != line[:-1]) + 1).tolist(), useful.size]
    return [useful[start:stop] for start, stop in pairwise(edges)]


@cache
def longest_run_limit(useful: int) -> int:
    """Longest run that chance explains among this many useful points: round(log2 n) + 3 (Anhøj & Olesen 2014)."""
    return round(log2(useful)) + 3


@cache
def crossings_limit(useful: int) -> int:
    """Fewest crossings that chance explains: the 5 % quantile of Binomial(n - 1, ½), in whole numbers (Chen 2010)."""
    flips = useful - 1
    least = 2**flips
    crossings, ways, total = 0, 1, 1
    while total * 20 < least:
        crossings += 1
        ways = ways * (flips - crossings + 1) // crossings
        total += ways
    return crossings
