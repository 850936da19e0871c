"""Texts that a spreadsheet would run as a formula, and how they are made harmless in files that we give out."""

from __future__ import annotations

from tracker.text.unicode import compatible
from tracker.text.visible import without_invisible

_SIGNS = ("=", "+", "-", "@")
_BREAKS = ("\t", "\r", "\n")
_LOOKED_AT = 200
"""Signs from the beginning that are looked at: blanks and invisible signs before a formula."""


def harmless(text: str) -> str:
    """Keep a person's words from being run as a formula: a spreadsheet shows text after an apostrophe as it stands."""
    return f"'{text}" if _would_run(text) and not _is_number(text) else text


def without_apostrophe(text: str) -> str:
    """Return a text of a file of ours as it was before `harmless` put an apostrophe in front of it."""
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text


def _would_run(text: str) -> bool:
    """Return whether a text begins as a formula; blanks, full-width signs and what nobody sees do not hide one."""
    if not text:
        return False
    if text.startswith((*_SIGNS, *_BREAKS)):
        return True
    if text[0].isalnum():
        return False
    return compatible(without_invisible(text[:_LOOKED_AT])).lstrip().startswith(_SIGNS)


def _is_number(text: str) -> bool:
    return text.replace(",", ".", 1).removeprefix("-").replace(".", "", 1).isdigit()
