"""Names and addresses as they are seen: without the invisible signs that come along when people copy them."""

from __future__ import annotations

import re
import unicodedata

from tracker.text.unicode import compatible, is_invisible, is_joiner

_MAILTO = re.compile(r"(?:\s*mailto:)+", re.IGNORECASE)
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""They choose how an emoji or a letter is drawn, and are part of no name."""
_JOINING = (
    range(0x0600, 0x0900),  # Arabic, Syriac, Thaana, N'Ko
    range(0x0900, 0x0E00),  # the scripts of India
    range(0x0F00, 0x1100),  # Tibetan, Burmese
    range(0x1780, 0x18B0),  # Khmer, Mongolian
)
"""Scripts that are spelt with joiners."""
_DASHES = "\u2212\u02d7\u2043"
_QUOTES = "\u2018\u2019\u201b\u02bc\u00b4`"


def without_invisible(text: str) -> str:
    """Return the text without signs that nobody sees: zero-width blanks, soft hyphens, marks of direction, fillers.

    A joiner stays where it is spelling: in an emoji made of several (a family), and in scripts that are written with
    it (Persian, Hindi). Anywhere else it is dropped, and so are tags, which make some regions' flags.
    """
    unseen = {sign for sign in set(text) if is_invisible(sign)}
    if not unseen:
        return text
    kept = text.translate(dict.fromkeys(ord(sign) for sign in unseen if not is_joiner(sign)))
    if not any(is_joiner(sign) for sign in unseen):
        return kept
    last = len(kept) - 1
    return "".join(
        sign
        for at, sign in enumerate(kept)
        if not is_joiner(sign) or (0 < at < last and _is_spelling(kept[at - 1], kept[at + 1]))
    )


def plain_address(text: str) -> str:
    """Return an e-mail address as it is meant: without invisible signs, blanks around it and a leading `mailto:`."""
    seen = without_invisible(text).strip()
    return _MAILTO.sub("", seen, count=1).strip() if _MAILTO.match(seen) else seen


def folded(name: str) -> str:
    """Return what two names have in common that look alike, to compare them by; it is not meant to be shown.

    Case, width, invisible signs, kinds of blanks, dashes and apostrophes make no difference. Letters of different
    alphabets stay different, also where they look alike.
    """
    seen = without_invisible(compatible(without_invisible(name)))
    same = {ord(sign): form for sign in set(seen) if (form := _same(sign)) is not None}
    return " ".join(compatible(seen.translate(same).casefold()).split())


def _same(sign: str) -> str | None:
    """Return what a sign counts as in a comparison; None where it counts as itself."""
    if is_joiner(sign) or sign in _SELECTORS:
        return ""
    if sign in _DASHES or unicodedata.category(sign) == "Pd":
        return "-"
    return "'" if sign in _QUOTES else None


def _is_spelling(before: str, after: str) -> bool:
    if any(ord(before) in script for script in _JOINING):
        return True
    pictures = {"So", "Sk"}  # with a selector or a colour of skin between
    return (before in _SELECTORS or unicodedata.category(before) in pictures) and unicodedata.category(
        after
    ) in pictures
