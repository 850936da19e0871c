"""Signs that stand in the place of a number: missing, withheld, or perhaps a zero. Never a zero by themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from tracker.services.imports.choices import SignMeaning

_LONGEST = 12
_SIGN = re.compile(
    r"n/?a|n\.\s?a\.?|nan|null|none|nil|missing|mangler|\.{1,3}|:|\*{1,3}|[-–—]|[<≤]\s?\d{1,3}|\(?skjult\)?|x{2,3}"
)
_WITHHELD = re.compile(r"[<≤*].*|\(?skjult\)?|:|x{2,3}")
DASHES = frozenset({"-", "–", "—"})
_BY_ITSELF: Mapping[str, SignMeaning] = MappingProxyType(
    dict.fromkeys(("n/a", "na", "nan", "null", "none", "nil", "missing", "mangler"), SignMeaning.NOT_MEASURED)
)


def sign_in(text: str) -> str:
    """Return the sign that stands in a cell instead of a number, in one spelling; "" where there is none."""
    if not text or len(text) > _LONGEST:
        return ""
    plain = text.strip().casefold()
    if not _SIGN.fullmatch(plain):
        return ""
    if plain in DASHES:
        return "-"
    compact = plain.replace(" ", "")
    return "na" if compact.startswith("n") and compact.replace(".", "").replace("/", "") == "na" else compact


def usual_meaning(sign: str) -> SignMeaning | None:
    """Return what a sign means wherever it is used; None for a dash, which may be a zero."""
    if sign == "-":
        return None
    if sign in _BY_ITSELF:
        return SignMeaning.NOT_MEASURED
    return SignMeaning.WITHHELD if _WITHHELD.fullmatch(sign) else SignMeaning.NOT_MEASURED
