"""What a form saw of each cell, carried along in it.

So only what a person changed is sent on, and nobody's number is written over unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Self

from tracker.models.measurements import Measurement, MissingReason
from tracker.services.measurements.entries import EMPTY, Entry
from tracker.web.core.query import read_whole

_NOT_MEASURED = "-"


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell as the form showed it; version 0 where nothing was recorded."""

    version: int = 0
    entry: Entry = EMPTY

    @classmethod
    def of(cls, row: Measurement | None) -> Self:
        """Return what is stored now."""
        return cls(row.version, Entry.of(row)) if row else cls()

    def __str__(self) -> str:
        """Write it for a hidden field: version, value, numerator, denominator, reason ("-": not measured)."""
        entry = self.entry
        if entry.is_empty and not self.version:
            return ""
        numbers = [
            "" if number is None else repr(number) for number in (entry.value, entry.numerator, entry.denominator)
        ]
        missing = (entry.reason.value if entry.reason else _NOT_MEASURED) if entry.not_measured else ""
        return "|".join([str(self.version), *numbers, missing])

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `str` wrote. What is not ours saw nothing: then a stored number is asked about, not lost."""
        parts = text.split("|")
        version = read_whole(parts[0], least=0)
        if len(parts) != 5 or version is None:
            return cls()
        try:
            value, numerator, denominator = (_number(part) for part in parts[1:4])
            reason = MissingReason(parts[4]) if parts[4] not in {"", _NOT_MEASURED} else None
        except ValueError:
            return cls()
        return cls(version, Entry(value, numerator, denominator, bool(parts[4]), reason))


def _number(text: str) -> float | None:
    if not text:
        return None
    number = float(text)
    if not isfinite(number):
        raise ValueError("not a number we wrote")
    return number
