"""Unicode's compatibility form in time that follows the length of the text, and the signs that nobody sees."""

from __future__ import annotations

import re
import unicodedata

_MOST_MARKS = 30
"""Marks on one letter that are kept: as many as Unicode's stream-safe text has."""
_JOINERS = "\u200c\u200d"
_SHOWN_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Arabic and its kin write these signs of the format category: they are seen."""
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
"""Fillers and selectors without any shape, in categories that else are seen."""
_CONTROLS_KEPT = frozenset("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85")
"""Controls that are blanks or line breaks."""


def compatible(text: str) -> str:
    """Return the text in compatibility form (NFKC): full-width, bold and spaced signs become the usual ones.

    Putting many marks on one letter in order takes time by their square, so what comes after the thirtieth is dropped.
    """
    if text.isascii():
        return text
    marks = "".join(re.escape(sign) for sign in sorted(set(text)) if _is_mark(sign))
    if marks:
        text = re.sub(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+", r"\1", text)
    return unicodedata.normalize("NFKC", text)


def is_invisible(sign: str) -> bool:
    """Return whether a sign has neither a shape nor a width: marks of order and direction, fillers, soft hyphens."""
    category = unicodedata.category(sign)
    if category == "Cf":
        return sign not in _SHOWN_FORMAT
    return sign in _BLANK or (category == "Cc" and sign not in _CONTROLS_KEPT)


def is_joiner(sign: str) -> bool:
    """Return whether a sign joins or parts its neighbours: some scripts and emoji are spelt with it."""
    return sign in _JOINERS


def _is_mark(sign: str) -> bool:
    return unicodedata.combining(unicodedata.normalize("NFKD", sign)[0]) != 0
