"""How far a team has come from where it started to where it wants to be, whichever way is better."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import floor

NEARLY = 99
"""The most that is said of a way that is not walked to its end."""
_NOISE = 9  # decimals kept: what binary fractions add beyond them is nobody's step


class Stand(StrEnum):
    """Where the last value lies on the way."""

    UNKNOWN = "unknown"
    WRONG_WAY = "wrong_way"
    ON_THE_WAY = "on_the_way"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class Distance:
    """Where the last value lies, and how much of the way that is, in whole percent from 0 to 100."""

    stand: Stand
    percent: int


def distance(baseline: float, target: float, now: float | None) -> Distance:
    """Measure the way from baseline to target; all three on one scale. Lower may be better: the way has a direction."""
    if now is None:
        return Distance(Stand.UNKNOWN, 0)
    way = target - baseline
    walked = (now - baseline) / way if way else 1.0
    if walked < 0:
        return Distance(Stand.WRONG_WAY, 0)
    if walked >= 1:
        return Distance(Stand.REACHED, 100)
    return Distance(Stand.ON_THE_WAY, min(NEARLY, floor(round(100 * walked, _NOISE) + 0.5)))


def days_left(deadline: date, today: date) -> int:
    """Count the days to the deadline; 0 on the day itself, negative after it."""
    return (deadline - today).days
