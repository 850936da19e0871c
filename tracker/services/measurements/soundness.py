"""Rows that no form of ours could have stored: left out of the reading, shown as unreadable, and told in the log.

A database that was edited by hand, or mended after a fault, may hold a number no chart can be drawn of. It must not
take down the pages of a whole team and network.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from operator import eq, le
from typing import cast

from tracker.models.measures import Measure, ValueKind

_log = logging.getLogger("tracker.measurements")
_MOST = 1e15
"""Far beyond what a form takes in; what is larger would overflow when it is squared and summed up."""


def is_drawable(kind: ValueKind, value: float | None, numerator: float | None, denominator: float | None) -> bool:
    """Return whether a measure of this kind can have these numbers; what is not a number lies between no two others."""
    if not kind.has_denominator:
        return value is not None and (-_MOST if kind is ValueKind.CONTINUOUS else 0) <= value <= _MOST
    if numerator is None or denominator is None or not 0 <= denominator <= _MOST:
        return False
    return 0 <= numerator <= (denominator if kind is ValueKind.PROPORTION or denominator == 0 else _MOST)


def all_drawable(kind: ValueKind, numbers: Sequence[float | None], denominators: Sequence[float | None]) -> bool:
    """Return whether a glance shows that `is_drawable` holds of each: False may also mean that one has to look."""
    if None in numbers or not all(map(eq, numbers, numbers)):  # what is not a number is not itself
        return False
    known = cast("Sequence[float]", numbers)
    if not kind.has_denominator:
        return (-_MOST if kind is ValueKind.CONTINUOUS else 0) <= min(known) and max(known) <= _MOST
    if None in denominators or not all(map(eq, denominators, denominators)):
        return False
    sizes = cast("Sequence[float]", denominators)
    fits = all(map(le, known, sizes)) if kind is ValueKind.PROPORTION else max(known) <= _MOST and min(sizes) > 0
    return fits and min(known) >= 0 and max(sizes) <= _MOST


def tell_unreadable(measure: Measure, start: date | None = None) -> None:
    """Say in the log that a row of a measure, or where there is no day the measure itself, cannot be drawn."""
    _log.error("unreadable measure %d%s", measure.id, f", period of {start.isoformat()}" if start else "")
