"""Useful points, longest run and crossings of many phases at once, and what chance allows.

The rules are those of Anhøj & Olesen (PLoS ONE 2014;9:e113825): points on the centre line count for neither side and
missing ones for nothing; a run longer than ``longest_run_limit`` or fewer crossings than ``crossings_limit`` is a
signal.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import comb, log2, pi, sqrt
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tracker.analysis.exact import Floats, Mask

Sides: TypeAlias = npt.NDArray[np.int8]
Counts: TypeAlias = npt.NDArray[np.int64]

_MARGIN = 1e-10
"""What a chance in floats must differ from the level by; rounding amounts to less than a hundredth of it."""


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


def edges(values: Floats, centre: Floats, judged: Mask) -> Sides:
    """-1 for each phase whose centre line is the smallest of the values judged, 1 the largest, 0 between.

    A constant has no edge: its line is both.
    """
    edge = np.zeros(len(values), dtype=np.int8)
    if values.shape[1]:
        known = np.where(judged, values, np.nan)
        least, most, line = np.fmin.reduce(known, axis=1), np.fmax.reduce(known, axis=1), centre[:, 0]
        edge[(line == least) & (least < most)] = -1
        edge[(line == most) & (least < most)] = 1
    return edge


def with_edge(side: Sides, judged: Mask, edge: Sides | np.int8) -> Sides:
    """The sides where points on a line at the edge of the values are a side of their own; ``edge`` has a row each."""
    return np.where((side == 0) & judged, edge, side)


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
    """Return the fewest crossings that chance explains: the 5 % quantile of Binomial(n - 1, ½), exact (Chen 2010).

    Counted from the middle, where half of the chance lies on either side, down to where no more than it is left: some
    square root of n steps in floats, and whole numbers where that is too close to tell.
    """
    flips = useful - 1
    crossings = max(flips // 2, 0)
    chance = _middle_chance(flips)
    tail = 0.5 + (chance / 2 if flips % 2 == 0 else 0.0)  # of as many crossings, or fewer
    while crossings > 0 and (beyond := tail - chance - 0.05) > _MARGIN:
        tail -= chance
        chance *= crossings / (flips - crossings + 1)
        crossings -= 1
    return crossings if crossings == 0 or beyond < -_MARGIN else counted_crossings_limit(useful)


def counted_crossings_limit(useful: int) -> int:
    """Return the same in whole numbers, from none upwards."""
    flips = useful - 1
    least = 2**flips
    crossings, ways, total = 0, 1, 1
    while total * 20 < least:
        crossings += 1
        ways = ways * (flips - crossings + 1) // crossings
        total += ways
    return crossings


def _middle_chance(flips: int) -> float:
    """Return the chance of ``flips // 2`` heads: the largest there is, by its series where whole numbers grow long."""
    half = (flips + 1) // 2
    if half < 500:
        return float(comb(2 * half, half) / 4**half)
    part = 1 / half
    return (1 - part * (1 / 8 - part * (1 / 128 + part * (5 / 1024 - part * 21 / 32768)))) / sqrt(pi * half)
