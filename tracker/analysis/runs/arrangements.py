"""Points of two sides in random order: how many runs they make, and how long the longest run is.

All arrangements of so many points on one side and so many on the other are equally likely. The number of runs was
given by Wald & Wolfowitz (Ann Math Stat 1940;11:147-162), their lengths by Mood (Ann Math Stat 1940;11:367-392).
Limits are decided in floats only where they are clear of the level by far more than rounding can amount to; otherwise
in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from math import comb

import numpy as np

from tracker.analysis.exact import Floats

LEVEL = 20
"""One in so many random arrangements may lie beyond a limit: 5 %."""

_MARGIN = 1e-9
"""What a chance in floats must differ from the level by; rounding amounts to less than a hundredth of it."""

_MOST_IN_FLOATS = 1000
"""Points whose arrangements a float can still count."""


def ways_by_runs(one: int, other: int) -> Iterator[int]:
    """The number of arrangements with 2, 3, 4, ... runs, up to the most there can be; at least one point a side."""
    first, second, half = 1, 1, 1
    while first and second:
        yield 2 * first * second
        next_first, next_second = first * (one - half) // half, second * (other - half) // half
        yield next_first * second + first * next_second
        first, second, half = next_first, next_second, half + 1


def fewest_crossings(one: int, other: int) -> int:
    """Return the smallest number of crossings that more than one in ``LEVEL`` arrangements stay at or below."""
    every = comb(one + other, one)
    return next(few for few, tail in enumerate(accumulate(ways_by_runs(one, other)), 1) if tail * LEVEL > every)


def longest_run(one: int, other: int, least: int) -> int:
    """Return the shortest run, of ``least`` points or more, that at most one in ``LEVEL`` arrangements go beyond."""
    limit = max(least, _guess(min(one, other), max(one, other)))
    if seldom_longer(one, other, limit):
        while limit > least and seldom_longer(one, other, limit - 1):
            limit -= 1
        return limit
    while not seldom_longer(one, other, limit):
        limit += 1
    return limit


def seldom_longer(one: int, other: int, most: int) -> bool:
    """Return whether at most one in ``LEVEL`` arrangements have a run of more than ``most`` points."""
    if one + other <= _MOST_IN_FLOATS:
        beyond = chance_of_longer(one, other, most) - 1 / LEVEL
        if abs(beyond) > _MARGIN:
            return beyond < 0
    every = comb(one + other, one)
    return (every - arrangements_within(one, other, most)) * LEVEL <= every


def chance_of_longer(one: int, other: int, most: int) -> float:
    """Return the chance of a run of more than ``most`` points, right to about 12 decimals, for up to 1,000 points.

    The parts into which each side can be cut by the other are counted by adding positive numbers only, so the error
    of the sum is no more than that of its additions: a few thousand units in the last place.
    """
    fewer, more = sorted((one, other))
    parts = np.zeros(more + 1)
    parts[0] = 1.0
    cut_fewer, cut_more = np.zeros(fewer + 3), np.zeros(fewer + 3)
    for number in range(1, fewer + 2):
        parts = _sums_of_last(parts, most)
        cut_fewer[number], cut_more[number] = parts[fewer], parts[more]
    around = 2 * cut_more[1:-1] + cut_more[:-2] + cut_more[2:]
    return 1.0 - float((cut_fewer[1:-1] * (around / comb(fewer + more, fewer))).sum())


def arrangements_within(one: int, other: int, most: int) -> int:
    """Return the number of arrangements in which no run is longer than ``most``, in whole numbers.

    One large whole number holds all the ways to cut so many points into 0, 1, 2, ... parts of 1 to ``most``, each in
    digits of its own: a part more is a shift, and the sizes that the last part can have are a sliding sum.
    """
    fewer, more = sorted((one, other))
    size = more // 8 + 1  # bytes: there are fewer than 2 ** more ways to cut
    bits, all_digits = size * 8, (1 << size * 8 * (fewer + 2)) - 1
    cuts, sliding = [1], 0
    for points in range(1, more + 1):
        sliding += cuts[points - 1] - (cuts[points - 1 - most] if points > most else 0)
        cuts.append(sliding << bits & all_digits)
    cut_fewer, cut_more = (_digits(cuts[points], size, fewer + 2) for points in (fewer, more))
    return sum(cut_fewer[n] * (2 * cut_more[n] + cut_more[n - 1] + cut_more[n + 1]) for n in range(1, fewer + 1))


def _guess(fewer: int, more: int) -> int:
    """About the shortest run that the larger side seldom goes beyond: where the expected number of such runs says so.

    Between and around the fewer points are as many places as they are, and one.
    """
    run, expected = 0, fewer + 1.0
    while expected > 1 / LEVEL and run < more:
        expected *= (more - run) / (fewer + more - run)
        run += 1
    return max(run - 1, 1)


def _sums_of_last(numbers: Floats, many: int) -> Floats:
    """For each place the sum of the ``many`` numbers before it, by doubling: nothing is ever taken away again."""
    size = len(numbers)
    sums, before, block, width = np.zeros(size), 1, numbers, 1
    while many and before < size:
        if many & 1:
            sums[before:] += block[: size - before]
            before += width
        many >>= 1
        if many and width < size:
            doubled = block.copy()
            doubled[width:] += block[:-width]
            block, width = doubled, width * 2
    return sums


def _digits(number: int, size: int, many: int) -> list[int]:
    """Return the lowest digits of a number, each so many bytes."""
    raw = number.to_bytes(size * many, "little")
    return [int.from_bytes(raw[at : at + size], "little") for at in range(0, len(raw), size)]
