"""Numbers as they are typed: with a comma or a point, blanks between thousands, a per cent sign."""

from __future__ import annotations

import math
import re

from tracker.text.parse.faults import LONGEST, TypedError, TypedFault
from tracker.text.screening import is_identity_number

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_NUMBER = re.compile(r"[-−+]?\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[-−+]?\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?:[.,]\d+)?")
_GROUPED = {
    ".": re.compile(r"[-−+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
    ",": re.compile(r"[-−+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
}
_PERCENT = frozenset({"%", "prosent", "percent", "per cent", "pct", "pct."})
_SHORTEST_IDENTITY = 10  # figures of a Danish number; a Norwegian one has eleven
_MOST = 1e12  # beyond this no ward counts, and a double no longer holds every whole number with decimals


def parse_number(text: str, *, thousands: str = "") -> float:
    """Read "12", "12,5", "12.5", "1 234,5" or "−3".

    `thousands`: the sign between thousands, a point or a comma, where `decided_marks` found that it is one: then
    "1.204" is 1204.

    Raises:
        TypedError: it is none of these.
    """
    plain = text.strip()
    if len(plain) > LONGEST:
        raise TypedError(TypedFault.NOT_A_NUMBER)
    if _THOUSANDS.fullmatch(plain):
        plain = _SPACES.sub("", plain)
    if thousands and _GROUPED[thousands].fullmatch(plain):
        plain = plain.replace(thousands, "")
    if not _NUMBER.fullmatch(plain):
        raise TypedError(TypedFault.NOT_A_NUMBER)
    value = float(plain.replace(",", ".").replace("−", "-"))
    if not math.isfinite(value) or abs(value) > _MOST:
        raise TypedError(TypedFault.NOT_A_NUMBER)
    if len(plain) >= _SHORTEST_IDENTITY and is_identity_number(plain):
        raise TypedError(TypedFault.IDENTITY_NUMBER)
    return value


def parse_value(text: str, unit: str, *, thousands: str = "") -> float:
    """Read a value of a measure as it is seen: "92 %" is 92 where the unit is per cent, and 0.92 where it is not.

    Raises:
        TypedError: it is no number.
    """
    plain = text.strip()
    if not plain.endswith("%"):
        return parse_number(plain, thousands=thousands)
    number = parse_number(plain[:-1], thousands=thousands)
    return number if is_percent(unit) else round(number / 100, 14)


def is_percent(unit: str) -> bool:
    """Return whether a unit is per cent, in whichever way it is written."""
    return unit.strip().casefold() in _PERCENT
