"""How many runs chance makes: the limits of the classic run chart rules.

A run is a stretch of useful points on one side of the median; too few or too many of them is a signal. ``printed`` is
Table 1 of Perla, Provost & Murray (BMJ Qual Saf 2011;20:46-51), as people know it from wall and course; it was adapted
from Swed & Eisenhart (Ann Math Stat 1943;14:66-87), and 18 of its 51 rows are one off the exact limits, which
``exact`` works out from the same distribution. ``given`` takes the points of each side as they are.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from math import comb

from tracker.analysis.runs.arrangements import ways_by_runs

FEWEST = 10
"""The least number of useful points that the table, and so the test, speaks of."""

_LOWER = (
    3,
    3,
    3,
    4,
    4,
    5,
    5,
    5,
    6,
    6,
    6,
    7,
    7,
    7,
    8,
    8,
    9,
    10,
    10,
    10,
    11,
    11,
    11,
    12,
    12,
    12,
    13,
    13,
    14,
    14,
    15,
    15,
    16,
    16,
    17,
    17,
    17,
    18,
    18,
    19,
    19,
    20,
    20,
    21,
    21,
    22,
    22,
    23,
    23,
    24,
    24,
)
_UPPER = (
    9,
    10,
    11,
    11,
    12,
    12,
    13,
    13,
    14,
    15,
    16,
    16,
    17,
    17,
    18,
    18,
    19,
    19,
    20,
    20,
    21,
    22,
    23,
    23,
    24,
    24,
    25,
    25,
    26,
    26,
    27,
    27,
    28,
    28,
    29,
    30,
    31,
    31,
    32,
    32,
    33,
    33,
    34,
    34,
    35,
    35,
    35,
    36,
    37,
    38,
    38,
)


def printed(useful: int) -> tuple[int, int] | None:
    """Return the fewest and most runs that are no signal, as printed; None outside 10 to 60 useful points."""
    row = useful - FEWEST
    return (_LOWER[row], _UPPER[row]) if 0 <= row < len(_LOWER) else None


def exact(useful: int) -> tuple[int, int] | None:
    """Return the fewest and most runs that are no signal, each tail at most 2.5 %; None for under 10 useful points.

    Half the points are taken to lie above, as the median makes it. Whole numbers only, so nothing is rounded.
    """
    return None if useful < FEWEST else given(useful // 2, useful - useful // 2)


@cache
def given(above: int, below: int) -> tuple[int, int]:
    """Return the fewest and most runs that are no signal, each tail at most 2.5 %, for so many points on either side.

    In how many orders they make so many runs: Swed & Eisenhart 1943. At least one point a side.
    """
    ways = list(ways_by_runs(above, below))
    every = comb(above + below, above)
    lower = next(runs for runs, tail in enumerate(accumulate(ways), 2) if tail * 40 > every)
    shorter = next(runs for runs, tail in enumerate(accumulate(reversed(ways))) if tail * 40 > every)
    return lower, len(ways) + 1 - shorter
