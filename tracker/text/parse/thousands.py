"""Whether "1.204" is a thousand and some, or one and some: decided by the other numbers of the same column.

Nothing here guesses: where the numbers do not tell, the answer is that it is unclear, and a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from statistics import median

_GROUPED = re.compile(r"[-−+]?[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_ONE_GROUP = re.compile(r"[-−+]?([1-9]\d{0,2})[.,](\d{3})")
_PLAIN = re.compile(r"[-−+]?(\d+)(?:([.,])(\d+))?")
_FEWEST = 2
"""Other numbers that a column must have before they decide."""
_NEAR, _FAR = 10, 100
"""The middle of the other numbers lies below this many times the small reading, or above: the one that is nearer."""


class DigitMark(StrEnum):
    """What a point or a comma before three figures is in a column."""

    DECIMAL = "decimal"
    THOUSANDS = "thousands"
    UNCLEAR = "unclear"


def thousands_sign(text: str) -> str:
    """Return the point or comma that may part thousands in a text: 1.204, 1,204,500, 1.204,5; "" where none does."""
    found = _GROUPED.fullmatch(text.strip()) if len(text) < 40 else None
    return found[1] if found else ""


def decided_marks(texts: Iterable[str], *, whole: bool) -> Mapping[str, DigitMark]:
    """Return what each sign is that may part thousands in a column of texts; empty where there is none.

    `whole`: the column counts something, so that its numbers are whole.
    """
    distinct = {text.strip() for text in texts}
    unclear = {text: sign for text in distinct if (sign := thousands_sign(text))}
    others = [found for text in distinct - unclear.keys() if (found := _PLAIN.fullmatch(text))]
    decimal_signs = {found[2] for found in others if found[2]}
    middle = median(float(found[1]) for found in others) if len(others) >= _FEWEST else None
    decided = {}
    for sign in set(unclear.values()):
        numbers = [text for text, its_sign in unclear.items() if its_sign == sign]
        decided[sign] = _decide(sign, numbers, decimal_signs, middle, whole=whole)
    return decided


def _decide(sign: str, texts: list[str], decimal_signs: set[str], middle: float | None, *, whole: bool) -> DigitMark:
    pairs = [_ONE_GROUP.fullmatch(text) for text in texts]
    if None in pairs:  # 1.204.500 or 1.204,5
        return DigitMark.UNCLEAR if sign in decimal_signs else DigitMark.THOUSANDS
    if sign in decimal_signs:
        return DigitMark.DECIMAL
    if decimal_signs:  # the other sign is the decimal one
        return DigitMark.THOUSANDS
    return _by_size([pair for pair in pairs if pair], middle, whole=whole)


def _by_size(pairs: list[re.Match[str]], middle: float | None, *, whole: bool) -> DigitMark:
    """Decide by where the middle of the other numbers lies; of none, a whole number can only be a thousand and some."""
    all_round = all(pair[2] == "000" for pair in pairs)
    if middle is None:
        return DigitMark.THOUSANDS if whole and not all_round else DigitMark.UNCLEAR
    small = median(float(pair[1]) for pair in pairs)
    if middle >= _FAR * small:
        return DigitMark.THOUSANDS
    is_between = middle > _NEAR * small
    return DigitMark.UNCLEAR if is_between or (whole and not all_round) else DigitMark.DECIMAL
