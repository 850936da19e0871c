"""Small numbers: which sums and which teams' own totals may be shown to somebody outside a team.

What is counted stands in ``Counts``: one row a team, one column a period. Two kinds of output come from it: the sum of
all teams in a period, and, over one block of periods that never overlaps another, each team's own total. A number under
the threshold must not follow from all of them together, neither exactly nor as "at most so many", whatever one team
knows of itself. The rules, and why they are enough, are written out in docs/decisions/0024-small-numbers.md; the test
beside this module solves the linear system of all that is shown.

A share has three counts that can be small: what was counted, what was not, and both together. They are held by asking
the same of the first two. Of a rate it is the events and what they are out of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tracker.analysis.exact import Floats, Mask
from tracker.analysis.small_numbers import any_small, are_small, hide_each_other

FEWEST_TEAMS = 3
"""Of two teams, each could take its own number from the sum."""


class Withheld(StrEnum):
    """Why a team's own total is not shown."""

    SMALL = "small"
    """One of its counts is under the threshold."""
    INCOMPLETE = "incomplete"
    """It has no number in some of the periods: then single periods of others could be worked out."""
    BESIDE = "beside"
    """It would give away another that is withheld."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """What teams counted, period by period; NaN where a team has nothing.

    ``parts`` are the counts that must not be small, of equal shape: of a share what was counted and what was not, of a
    rate the events and what they are out of.
    """

    parts: tuple[Floats, ...]

    @classmethod
    def of(cls, numerators: Floats, denominators: Floats, *, is_share: bool) -> Counts:
        """Take numerators and denominators of one shape; a number that lacks one of the two is missing."""
        whole = np.isnan(numerators) | np.isnan(denominators)
        tops, bottoms = (np.where(whole, np.nan, each) for each in (numerators, denominators))
        return cls((tops, bottoms - tops if is_share else bottoms))

    @property
    def has(self) -> Mask:
        """Where a team has a number."""
        return ~np.isnan(self.parts[0])

    def over(self, periods: Mask) -> Counts:
        """Return the same of some periods alone."""
        return Counts(tuple(part[:, periods] for part in self.parts))


def open_periods(counts: Counts, threshold: int, known: Iterable[int] = ()) -> Mask:
    """Return the periods whose sum may be shown.

    So many teams contribute that at least two are left when any one is taken away, and then no count left is under the
    threshold. ``known`` are the places of teams whose numbers the reader has anyway, all of which she can take away.
    """
    has = counts.has
    found: Mask = np.count_nonzero(has, axis=0) >= FEWEST_TEAMS
    for part in counts.parts:
        filled = np.nan_to_num(part)
        found &= ~are_small(filled.sum(axis=0) - filled.max(axis=0, initial=0), threshold)
    hers = np.zeros(len(has), dtype=np.bool_)
    hers[list(known)] = True
    left = np.count_nonzero(has[~hers], axis=0)
    enough = left >= 2
    for part in counts.parts:
        enough &= ~are_small(np.nan_to_num(part[~hers]).sum(axis=0), threshold)
    result: Mask = found & (enough | (left == 0))
    return result


def withheld_teams(counts: Counts, threshold: int, known: Iterable[int] = ()) -> dict[int, Withheld] | None:
    """Return the teams whose totals over a whole block are withheld, by place, and why; None where none may be shown.

    ``counts`` are those of the block. A period of it with numbers whose sum is not shown keeps all totals back: all of
    them less the sums that are shown would give it away.
    """
    filled_periods: Mask = np.count_nonzero(counts.has, axis=0) > 0
    block = counts.over(filled_periods)
    own = frozenset(known)
    if not filled_periods.any() or not open_periods(block, threshold, own).all():
        return None
    has = block.has
    totals = np.array([np.nan_to_num(part).sum(axis=1) for part in block.parts])
    hidden: dict[int, Withheld] = {}
    for place in np.flatnonzero(has.any(axis=1)).tolist():
        if not has[place].all():
            hidden[place] = Withheld.INCOMPLETE
        elif any_small(totals[:, place], threshold):
            hidden[place] = Withheld.SMALL
    # The smallest first: as little as can be is lost with it.
    waiting = [int(at) for at in np.argsort(totals.sum(axis=0), kind="stable") if has[at].all() and at not in hidden]
    while not _hides(hidden, totals, threshold, own):
        if not waiting:
            return None
        hidden[waiting.pop(0)] = Withheld.BESIDE
    return hidden if _covers(waiting, block, threshold, own) else None


def _hides(hidden: Iterable[int], totals: Floats, threshold: int, own: frozenset[int]) -> bool:
    """Return whether what is withheld stays so when any one team, or all the reader knows of, is taken away."""
    places = frozenset(hidden)
    for known in _knowing(places, own):
        left = sorted(places - known)
        if left and not all(hide_each_other(part[left], threshold) for part in totals):
            return False
    return True


def _covers(shown: Iterable[int], block: Counts, threshold: int, own: frozenset[int]) -> bool:
    """Return whether those that are shown have enough in each period to cover what the others may have had there."""
    places = frozenset(shown)
    if len(places) < FEWEST_TEAMS:
        return False
    for known in _knowing(places, own):
        left = sorted(places - known)
        if left and len(left) < 2:
            return False
        if left and any(are_small(part[left].sum(axis=0), threshold).any() for part in block.parts):
            return False
    return True


def _knowing(places: frozenset[int], own: frozenset[int]) -> Iterator[frozenset[int]]:
    """Return what a reader may know of these: nothing, any one of them, or all that this reader has."""
    yield frozenset()
    for place in places:
        yield frozenset({place})
    yield own
