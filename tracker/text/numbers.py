"""A number in digits, rounded as people round."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite
from typing import Protocol

from tracker.text.conventions import NBSP

MINUS = "−"
DASH = "–"
NO_VALUE = DASH


class NumberStyle(Protocol):
    """What must be known of a plot to write one of its values."""

    @property
    def unit(self) -> str:
        """Written after the number."""

    @property
    def is_share(self) -> bool:
        """Whether a per cent sign is written."""

    @property
    def decimals(self) -> int | None:
        """How many decimals."""


@lru_cache(maxsize=8192)
def in_digits(value: float, decimals: int, decimal_mark: str) -> str:
    """Return the number rounded half up (Python's own rounding sends 50.5 to 50), a dash where it is none."""
    if not isfinite(value):
        return NO_VALUE
    if abs(value) >= 1e15:
        return f"{value:.3g}".replace("-", MINUS)
    # The ninth decimal takes away what binary fractions add, so that 0.285 is not read as 0.28499999999999998.
    rounded = Decimal(repr(round(value, 9))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    digits = f"{abs(rounded):,f}".replace(",", NBSP)
    if decimal_mark != ".":
        digits = digits.replace(".", decimal_mark)
    return f"{MINUS}{digits}" if rounded < 0 else digits


def bare_digits(value: float | None, decimal_mark: str) -> str:
    """Return the number as a spreadsheet reads it: no spaces, at most six decimals; nothing where there is none."""
    if value is None or not isfinite(value):
        return ""
    return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", decimal_mark)
