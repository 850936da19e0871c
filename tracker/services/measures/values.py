"""How a measure's value is stored, typed and shown: the one place that knows of percent and of "per 1,000".

Three forms of the same value:

- *parts*: a period's numerator and denominator as they were counted, for a proportion or a rate (`Measurement`);
- *stored*: targets and baselines. A share is a fraction, 0 to 1; everything else is stored as it is shown, a rate
  already per `multiplier` of its exposure (4.5 per 1,000 bed days is stored as 4.5);
- *typed*: what people write and read, on charts as well: a share in percent, 0 to 100; everything else as stored.
"""

from __future__ import annotations

from typing import Protocol

from tracker.models.measures import ValueKind

PERCENT = 100.0
_NOISE = 9  # decimals kept: what binary fractions add beyond them (0.29 * 100 = 28.999999999999996) is nobody's


class Valued(Protocol):
    """What must be known of a measure: a team's own, or one of the catalogue."""

    @property
    def value_kind(self) -> ValueKind:
        """What one value is made of."""

    @property
    def multiplier(self) -> float:
        """What a rate is per."""


def is_share(measure: Valued) -> bool:
    """Return whether values are fractions, shown in percent."""
    return measure.value_kind is ValueKind.PROPORTION


def factor(measure: Valued) -> float:
    """Return what numerator / denominator is multiplied by when shown: 100, a rate's multiplier, or 1."""
    match measure.value_kind:
        case ValueKind.PROPORTION:
            return PERCENT
        case ValueKind.RATE:
            return measure.multiplier
        case _:
            return 1.0


def most(measure: Valued) -> float | None:
    """Return the highest value that can be typed: 100 for a share, else None."""
    return PERCENT if is_share(measure) else None


def least(measure: Valued) -> float | None:
    """Return the lowest value that can be typed: 0, or None where values may be negative."""
    return None if measure.value_kind is ValueKind.CONTINUOUS else 0.0


def to_stored(measure: Valued, typed: float) -> float:
    """Turn a typed target or baseline into what is stored: 80 (percent) into 0.8; others stay as they are."""
    return typed / PERCENT if is_share(measure) else typed


def to_typed(measure: Valued, stored: float) -> float:
    """Turn a stored target or baseline into what is typed, read and drawn: 0.8 into 80; others stay as they are."""
    return round(stored * PERCENT, _NOISE) if is_share(measure) else stored


def shown(measure: Valued, *, value: float | None, numerator: float | None, denominator: float | None) -> float | None:
    """Return one period's value as it is typed and drawn, from what was counted.

    None where it was not measured, and where there was nothing to count (a denominator of 0): missing is never zero.
    """
    if not measure.value_kind.has_denominator:
        return value
    if numerator is None or not denominator:
        return None
    return round(factor(measure) * numerator / denominator, _NOISE)
