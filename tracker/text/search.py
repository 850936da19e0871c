"""Words as they are searched for: whatever keyboard they are typed on."""

from __future__ import annotations

import unicodedata

from tracker.text.visible import folded

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "ae", "ö": "o", "ð": "d", "þ": "th", "ß": "ss"})


def search_form(text: str) -> str:
    """Return a text without case and accents: "Bjørn Ås" and "bjorn as" become the same."""
    plain = unicodedata.normalize("NFC", folded(text)).translate(_LETTERS)
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


def has_words(text: str, words: str) -> bool:
    """Return whether each word that is searched for stands somewhere in a text."""
    plain = search_form(text)
    return all(word in plain for word in search_form(words).split())
