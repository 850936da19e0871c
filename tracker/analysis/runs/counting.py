"""Useful points, longest run and crossings of many phases at once, and what chance allows.

The rules are those of Anhøj & Olesen (PLoS ONE 2014;9:e113825): points on the centre line count for neither side and
missing ones for nothing; a run longer than ``longest_run_limit`` or fewer crossings than ``crossings_limit`` is a
signal.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
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
