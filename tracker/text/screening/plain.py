"""A text as the patterns read it: small letters, figures of every script as 0 to 9, one dash, nothing invisible."""

from __future__ import annotations

import unicodedata

from tracker.text.unicode import compatible, is_invisible

_MARKS = frozenset({"Mn", "Me"})


def plain(text: str) -> str:
    """Return the text to look for numbers in; it is not meant to be shown or stored."""
    if text.isascii():
        return text.lower()
    # Marks and invisible signs first: they would stand between figures, and many of them make the next step slow.
    seen = text.translate(dict.fromkeys(ord(sign) for sign in set(text) if _is_unseen(sign)))
    usual = compatible(seen).casefold()
    table = {ord(sign): form for sign in set(usual) if (form := _form(sign)) is not None}
    return usual.translate(table) if table else usual


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in _MARKS or is_invisible(sign)


def _form(sign: str) -> str | None:
    """Return what a sign is read as; None where it is read as itself."""
    if sign.isascii():
        return None
    if _is_unseen(sign):
        return ""
    figure = unicodedata.digit(sign, None)
    if figure is not None:
        return str(figure)
    return "-" if sign == "\u2212" or unicodedata.category(sign) == "Pd" else None
