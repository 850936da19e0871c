"""Limits of Anhøj's rules: the longest run and the fewest crossings that chance explains (PLoS ONE 2014;9:e113825)."""

from __future__ import annotations

from functools import cache
from math import comb, log2, pi, sqrt

_MARGIN = 1e-10
"""What a chance in floats must differ from the level by; rounding amounts to less than a hundredth of it."""


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
