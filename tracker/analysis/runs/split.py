"""Limits that know how the points split between the two sides of the line.

Anhøj's limits hold where a useful point lies on either side with chance one half. Counts tie on their median, and what
is left is split unevenly; where over half of the values are the smallest there is (no falls) or the largest (100 %), no
point can lie on the other side, and a long run and few crossings follow by construction. Here the limits are those of
all orders in which so many points on one side and so many on the other can come (``arrangements``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tracker.analysis import arguments
from tracker.analysis.runs.arrangements import fewest_crossings, longest_run
from tracker.analysis.runs.run_limits import crossings_limit, longest_run_limit

FEWEST_OF_A_SIDE = 3
"""The least number of useful points on each side that a test can be made of."""

FEWEST_USEFUL = 10
"""The least number of useful points that a test can be made of."""


@dataclass(frozen=True, slots=True)
class Split:
    """How the useful points of a phase lie.

    ``above`` and ``below`` are the numbers of them on each side of the line; their sum is ``useful``. ``edge`` is 0
    where points on the line count for neither side. Where the line is the median of the very points it judges and
    their smallest value, ``edge`` is -1 and the points on it are those below (the floor); where it is their largest
    value, 1, and they are those above (the ceiling). ``own`` says whether the line comes from the very points that are
    judged: a frozen or given line does not, and is judged by the number of useful points alone.
    """

    above: int
    below: int
    edge: int = 0
    own: bool = True

    @property
    def fewer(self) -> int:
        """Useful points on the side that has fewer."""
        return min(self.above, self.below)

    @property
    def more(self) -> int:
        """Useful points on the side that has more."""
        return max(self.above, self.below)

    @property
    def useful(self) -> int:
        """Useful points on both sides."""
        return self.above + self.below

    @property
    def uneven(self) -> bool:
        """Whether the limits in force are given the split, and not by the number of useful points alone."""
        return self.own and self.testable and self.more - self.fewer > 1

    @property
    def one_sided(self) -> bool:
        """Whether there is no test for want of points on one side."""
        return self.own and self.useful > 0 and self.fewer < FEWEST_OF_A_SIDE

    @property
    def testable(self) -> bool:
        """Whether there are points enough for a test of runs."""
        if not self.own:
            return self.useful > 0
        return self.fewer >= FEWEST_OF_A_SIDE and self.useful >= FEWEST_USEFUL

    def longest_run_limit(self, least: int | None = None) -> int | None:
        """The longest run that is no signal, ``least`` (Anhøj's limit) or the split's own; None where there is no test.

        ``least`` holds alone where the sides differ by at most one, or the line is not the points' own.
        """
        if not self.testable:
            return None
        floor = longest_run_limit(self.useful) if least is None else least
        return _longest_run(self.fewer, self.more, floor) if self.uneven else floor

    def crossings_limit(self) -> int | None:
        """Return the fewest crossings that are no signal, Anhøj's or the split's own; None where there is no test."""
        if not self.testable:
            return None
        return _fewest_crossings(self.fewer, self.more) if self.uneven else crossings_limit(self.useful)


def split_limits(fewer: int, more: int) -> tuple[int, int]:
    """Longest run allowed and crossings asked for, given how many useful points lie on either side of the line.

    Where the sides differ by at most one these are Anhøj's limits. Otherwise the run is the longer of Anhøj's limit and
    the shortest that at most 5 % of the arrangements go beyond, and the crossings the fewer of Anhøj's limit and the
    smallest number that over 5 % of them stay at or below. It does not matter which side is named first.

    Raises ValueError where there is no test: under three points on a side, or under ten in all.
    """
    split = Split(arguments.whole("fewer", fewer), arguments.whole("more", more))
    if split.fewer < FEWEST_OF_A_SIDE:
        raise ValueError(f"fewer: no test with under {FEWEST_OF_A_SIDE} points on a side")
    if split.useful < FEWEST_USEFUL:
        raise ValueError(f"more: no test with under {FEWEST_USEFUL} points in all")
    useful = split.useful
    if not split.uneven:
        return longest_run_limit(useful), crossings_limit(useful)
    return (
        _longest_run(split.fewer, split.more, longest_run_limit(useful)),
        _fewest_crossings(split.fewer, split.more),
    )


@cache
def _longest_run(fewer: int, more: int, least: int) -> int:
    return longest_run(fewer, more, least)


@cache
def _fewest_crossings(fewer: int, more: int) -> int:
    return min(fewest_crossings(fewer, more), crossings_limit(fewer + more))
