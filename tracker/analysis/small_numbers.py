"""When a count is small, and which counts of several are held back: asked wherever numbers leave those they are of.

What several teams have together, over time and seen by each of them, needs more than this: `pooling.disclosure` builds
on the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from tracker.analysis.exact import Floats, Mask

LEAST = 5
"""Counts under this are small where a network has agreed on no more."""


def is_small(count: float, threshold: int = LEAST) -> bool:
    """Return whether a count may not be said."""
    return count < threshold


def any_small(counts: Iterable[float], threshold: int = LEAST) -> bool:
    """Return whether one of several may not."""
    return any(is_small(count, threshold) for count in counts)


def are_small(counts: Floats, threshold: int) -> Mask:
    """Return which of many may not."""
    small: Mask = counts < threshold
    return small


def shown(count: int, threshold: int = LEAST) -> int | None:
    """Return a count that may be said; None for one that may not."""
    return None if is_small(count, threshold) else count


def hide_each_other(counts: Floats | Sequence[float], threshold: int = LEAST) -> bool:
    """Return whether the sum of what is held back gives none of it away: there are two or more, together not small."""
    return len(counts) > 1 and not is_small(float(np.sum(counts)), threshold)


def held_back(counts: Sequence[int], threshold: int = LEAST) -> frozenset[int]:
    """Return the places of the counts that are held back where the sum of all is said; nothing is told by a 0.

    Small ones, and then the smallest of the others until what is held back hides each other.
    """
    rising = sorted((place for place, count in enumerate(counts) if count), key=lambda place: (counts[place], place))
    held = [place for place in rising if is_small(counts[place], threshold)]
    for place in rising[len(held) :]:
        if not held or hide_each_other([counts[each] for each in held], threshold):
            break
        held.append(place)
    return frozenset(held)
