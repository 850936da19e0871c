"""Variation and assurance, the two icons of Making Data Count (NHS England), as data."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from tracker.analysis.reading import Effect, Reading, Side
from tracker.analysis.series import Direction


class Variation(StrEnum):
    """What the last point says: chance only, or a special cause, its meaning and which way it goes."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """Whether the target will be met: always, never, or now and then as chance has it."""

    PASS = "pass"  # noqa: S105 the name of an icon
    FAIL = "fail"
    INCONSISTENT = "inconsistent"


_WORDS = {Effect.BETTER: "improvement", Effect.WORSE: "concern", Effect.NEUTRAL: "neutral"}


def variation(reading: Reading) -> Variation:
    """Return the special cause that the last point is part of, by the order of the rule set."""
    last = len(reading.values) - 1
    for signal in reading.signals:
        if last in signal.points:
            return Variation(f"{_WORDS[signal.effect]}_{'high' if signal.side is Side.ABOVE else 'low'}")
    return Variation.COMMON_CAUSE


def assurance(reading: Reading) -> Assurance | None:
    """Return the target against the limits at the end; None without a target, a wished direction or limits.

    A target that lies on a limit may be missed, so it is inconsistent.
    """
    target, direction = reading.series.target, reading.series.direction
    if target is None or direction is Direction.NEITHER or not len(reading.series) or np.isnan(reading.lower[-1]):
        return None
    if reading.lower[-1] <= target <= reading.upper[-1]:
        return Assurance.INCONSISTENT
    met = target < reading.lower[-1] if direction is Direction.HIGHER else target > reading.upper[-1]
    return Assurance.PASS if met else Assurance.FAIL
