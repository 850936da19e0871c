"""LIX: how easy a text is to read. Under 30 is what children's books have."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"[.?!:]+(?=\s|$)")
_LONG = 6


def lix(text: str) -> int:
    """Return words a sentence plus the share of words with more than six letters (C. H. Björnsson, 1968)."""
    words = _WORD.findall(text)
    sentences = max(1, len(_END.findall(text)))
    long_words = sum(len(word) > _LONG for word in words)
    return round(len(words) / sentences + 100 * long_words / len(words)) if words else 0
