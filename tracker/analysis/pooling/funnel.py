"""Are the teams unlike? A funnel: each team's share or rate against its size, within what chance gives round them all.

The limits are prediction limits from the exact distribution, binomial for shares and Poisson for rates, interpolated
between counts: Spiegelhalter, Funnel plots for comparing institutional performance, Stat Med 2005;24:1185-1202, A.1.1.
Whether the teams are too unlike for limits to say anything is judged by how many lie outside them and by the dispersion
of the winsorised z-scores (the same, section 4; 10 % at each end).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, lgamma, log, log1p, sqrt

import numpy as np
import numpy.typing as npt

from tracker.analysis.exact import Floats, Mask

INNER, OUTER = 0.025, 0.001
"""What chance leaves on each side of the 95 % and of the 99.8 % limits."""

FEWEST = 3
"""Teams a funnel needs."""
MOST_OUTSIDE = 1 / 3
"""More of the teams than this outside the outer limits, and they are too unlike."""
MOST_DISPERSION = 2.0
"""So many times the spread that chance alone would give, and they are too unlike."""
_WINSORISED = 0.1
_POINTS = 80


@dataclass(frozen=True, slots=True, eq=False)
class FunnelLimits:
    """The limits at some sizes, as parts of the size (0 to 1 for a share)."""

    sizes: Floats
    lower: Floats
    lower95: Floats
    upper95: Floats
    upper: Floats


@dataclass(frozen=True, slots=True, eq=False)
class FunnelReading:
    """All teams round what they have together; ``outside`` has one entry a team.

    ``dispersion`` is under 1 where all is chance, since the most extreme scores are drawn in.
    """

    centre: float
    values: Floats
    outside: Mask
    dispersion: float
    limits: FunnelLimits

    @property
    def too_unlike(self) -> bool:
        """Whether the limits say nothing of these teams."""
        part = float(np.mean(self.outside)) if self.outside.size else 0.0
        return part > MOST_OUTSIDE or self.dispersion > MOST_DISPERSION


def read_funnel(
    counts: Floats, sizes: Floats, *, is_share: bool, whole: tuple[float, float] | None = None
) -> FunnelReading | None:
    """Read teams by what they counted and what it is out of; None of fewer than three, or where nothing was counted.

    ``whole`` is what all counted together, where there are more than are shown.
    """
    counted, size = whole or (float(counts.sum()), float(sizes.sum()))
    if len(sizes) < FEWEST or size <= 0 or (sizes <= 0).any():
        return None
    centre = counted / size
    own = limits(centre, sizes, is_share=is_share)
    drawn = limits(centre, _grid(sizes), is_share=is_share)
    values = counts / sizes
    hair = 1e-9
    outside: Mask = (values < own.lower - hair) | (values > own.upper + hair)
    return FunnelReading(centre, values, outside, _dispersion(values, sizes, centre, is_share=is_share), drawn)


def limits(centre: float, sizes: Floats, *, is_share: bool) -> FunnelLimits:
    """Return the limits round a share (or a rate) at these sizes."""
    found = np.array([_at(centre, float(size), is_share=is_share) for size in sizes]).reshape(-1, 4)
    return FunnelLimits(sizes, *found.T)


def _at(centre: float, size: float, *, is_share: bool) -> list[float]:
    if centre <= 0 or (is_share and centre >= 1):
        return [centre] * 4
    expected = centre * size
    spread = sqrt(expected * (1 - centre) if is_share else expected)
    first = max(0, int(expected - 12 * spread - 12))
    last = ceil(expected + 12 * spread + 12)
    if is_share:
        size = max(1.0, round(size))
        first, last = min(first, int(size)), min(last, int(size))
    number = np.arange(first, last + 1)
    chance = np.exp(_log_chance(number, centre, size, is_share=is_share))
    below = np.cumsum(chance)
    return [_limit(number, chance, below, part) / size for part in (OUTER, INNER, 1 - INNER, 1 - OUTER)]


def _log_chance(number: npt.NDArray[np.int64], centre: float, size: float, *, is_share: bool) -> Floats:
    """Log of the chance of each count; the first is worked out, the others follow from their neighbours."""
    first = int(number[0])
    above = number[1:].astype(np.float64)
    if is_share:
        whole = int(size)
        start = lgamma(whole + 1) - lgamma(first + 1) - lgamma(whole - first + 1)
        start += first * log(centre) + (whole - first) * log1p(-centre)
        steps = np.log((whole - above + 1) / above) + log(centre) - log1p(-centre)
    else:
        mean = centre * size
        start = first * log(mean) - mean - lgamma(first + 1)
        steps = log(mean) - np.log(above)
    return start + np.concatenate([[0.0], np.cumsum(steps)])


def _limit(number: npt.NDArray[np.int64], chance: Floats, below: Floats, part: float) -> float:
    """Return the count that leaves this part below it, between the two whole counts it lies between."""
    at = min(int(np.searchsorted(below, part)), len(number) - 1)
    if chance[at] <= 0:
        return float(number[at])
    return max(0.0, float(number[at] - (below[at] - part) / chance[at]))


def _dispersion(values: Floats, sizes: Floats, centre: float, *, is_share: bool) -> float:
    """Mean square of the z-scores, the most extreme tenth at each end drawn in to the next: one, where there are few.

    Otherwise one team apart would make every small network too unlike, and a funnel is there to show that team.
    """
    chance = centre * (1 - centre) if is_share else centre
    if chance <= 0:
        return 1.0
    scores = np.sort((values - centre) / np.sqrt(chance / sizes))
    ends = max(1, int(_WINSORISED * len(scores)))
    if len(scores) > 3 * ends:
        scores[:ends], scores[-ends:] = scores[ends], scores[-ends - 1]
    return float(np.mean(scores**2))


def _grid(sizes: Floats) -> Floats:
    """Sizes the curves are drawn through: close together where they bend most."""
    least, most = max(1.0, 0.3 * float(sizes.min())), 1.08 * float(sizes.max())
    return np.geomspace(least, most, _POINTS)
