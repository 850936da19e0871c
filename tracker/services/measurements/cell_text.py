"""What a person writes in one box of the form: a number, or a word that says that nothing was measured. Pure.

A point or a comma before three figures may part thousands or decimals. Where the number must be whole it parts
thousands; else the measure's other numbers decide, and where they do not, the person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log
from statistics import median

from tracker.models.measurements import MissingReason
from tracker.models.measures import Measure, ValueKind
from tracker.services.measurements.entries import Part
from tracker.text.parse import parse_number

_GROUPED = re.compile(r"[-−+]?[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*")
_MIXED = re.compile(r"[-−+]?[1-9]\d{0,2}(?:\.(?:\d{3}\.)*\d{3},\d+|,(?:\d{3},)*\d{3}\.\d+)")
_FRACTION = re.compile(r"\s*([\d\s.,]+?)\s*(?:/|av|of)\s*([\d\s.,]+?)\s*", re.IGNORECASE)
_SHARE = re.compile(r"(.*\d)\s*(?:%|prosent|per cent|percent)\s*")

_MISSING: dict[MissingReason | None, str] = {
    None: "-|\u2013|\u2014|\u2212|ikke målt|ikkje målt|ikke maalt|ikke malt|not measured",
    MissingReason.HOLIDAY: "ferie|feriestengt|ferieavvikling|holiday|holidays|vacation",
    MissingReason.CLOSED: "stengt|stengt post|posten stengt|lukket|closed",
    MissingReason.FORGOTTEN: "glemt|gløymt|forgotten",
}
_WORDS = {word: reason for reason, words in _MISSING.items() for word in words.split("|")}
_LABELLED = re.compile(r"(?:ikke målt|ikkje målt|not measured)\s*[:(,]\s*(.*?)\)?")


class ThousandsError(ValueError):
    """A number that may be either of two: 1.204 is 1204 or 1.204, and nothing says which."""

    def __init__(self, whole: float, parted: float) -> None:
        """Keep both readings."""
        super().__init__(f"{whole} or {parted}")
        self.whole, self.parted = whole, parted


def is_whole(measure: Measure, part: Part) -> bool:
    """Return whether a box takes whole numbers only: what is counted, but not a rate's exposure."""
    match measure.value_kind:
        case ValueKind.PROPORTION | ValueKind.COUNT:
            return True
        case ValueKind.RATE:
            return part is Part.NUMERATOR
        case _:
            return False


def read_number(text: str, *, whole: bool, like: Sequence[float] = (), may_be_share: bool = False) -> float:
    """Read a number; `like` are others of the same column; `may_be_share`: "83 %" is 83, as it is seen.

    Raises:
        ThousandsError: it may be either of two numbers.
        TypedError: it is no number.
    """
    plain = text.strip()
    if may_be_share and (found := _SHARE.fullmatch(plain)):
        return parse_number(found[1])
    if _MIXED.fullmatch(plain):
        decimal = "," if plain.rfind(",") > plain.rfind(".") else "."
        return parse_number(plain.replace("." if decimal == "," else ",", ""))
    grouped = _GROUPED.fullmatch(plain)
    if grouped is None:
        return parse_number(plain)
    joined = parse_number(plain.replace(grouped[1], ""))
    if whole or plain.count(grouped[1]) > 1:
        return joined
    return _likelier(joined, parse_number(plain), like)


def missing_word(text: str) -> tuple[MissingReason | None] | None:
    """Return the reason that a word gives for a missing number, in a tuple; None where it is no such word."""
    word = " ".join(text.casefold().split()).rstrip(".")
    if found := _LABELLED.fullmatch(word):
        word = found[1] if found[1] in _WORDS else "-"
    return (_WORDS[word],) if word in _WORDS else None


def read_fraction(text: str) -> tuple[str, str] | None:
    """Return the two texts of "25/30" or "25 av 30"; None where it is none."""
    found = _FRACTION.fullmatch(text)
    return (found[1], found[2]) if found else None


def is_share_text(text: str) -> bool:
    """Return whether a text is a number of percent."""
    return _SHARE.fullmatch(text.strip()) is not None


def _likelier(joined: float, parted: float, like: Sequence[float]) -> float:
    """Return the reading that is nearer to the other numbers; a factor of ten must lie between the two distances."""
    others = [abs(number) for number in like if number]
    if not others:
        raise ThousandsError(joined, parted)
    middle = log(median(others))
    far, near = abs(log(abs(joined)) - middle), abs(log(abs(parted)) - middle)
    if abs(far - near) < log(10):
        raise ThousandsError(joined, parted)
    return joined if far < near else parted
