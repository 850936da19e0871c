"""Slugs: the part of an address that people recognise. Made once from a name; a new name does not change it."""

from __future__ import annotations

import re
import unicodedata

MOST = 60
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "ae", "ö": "o", "ð": "d", "þ": "th", "ß": "ss"})
_BREAKS = re.compile(r"[^a-z0-9]+")


def slug_of(name: str, *, otherwise: str = "x") -> str:
    """Return "Halvere fall på natt" as "halvere-fall-pa-natt"; `otherwise` where no letter or digit is left.

    Norwegian letters become ae, o and a; other accents are dropped; words are cut at a whole word where that is
    possible.
    """
    folded = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    bare = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    slug = _BREAKS.sub("-", bare).strip("-")
    if len(slug) > MOST:
        slug = slug[: MOST + 1].rpartition("-")[0] or slug[:MOST]
    return slug or otherwise
