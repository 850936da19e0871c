"""Which themes an answer may be about, by the beginnings of its words. A proposal: nothing is ticked by it."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_BEGINNINGS = {
    "heard": "hør høyr lytt snakk spør spurt bestemm tatt alvor tru tro listen hear heard decide",
    "information": "inform vite vita få-vite forkl plan svar tolk morgen skje skjer know explain tell told",
    "sleep": "søv sov natt natta lys bråk stille ro sleep night quiet noise",
    "safety": "trygg redd fall engst sikker safe afraid scared",
    "family": "familie pårørende besøk barn barnebarn mor far kona mann datter sønn mamma pappa family visit",
    "home": "hjem heim reise hund katt huset leilighet home",
    "pain": "smert vond vondt medisin kvalme pain hurt medicine",
    "food": "mat middag frokost kaffe spise ete tygge drikke food eat coffee meal",
    "everyday": "gå tur trene dusj strikk radio tv hverdag kvardag sammen walk",
}
"""By the key of a theme, in bokmål, nynorsk, Danish and English together."""
_OF = {beginning: key for key, words in _BEGINNINGS.items() for beginning in words.split()}
_LEAST_TO_BEGIN = 4
"""A shorter one must be the whole word: «far» is no part of «farge»."""


def guess_themes(text: str) -> set[str]:
    """Return the keys of the themes whose words stand in a text."""
    found: set[str] = set()
    for match in _WORD.finditer(text.casefold()):
        word = match.group()
        found |= {
            key
            for beginning, key in _OF.items()
            if word == beginning or (len(beginning) >= _LEAST_TO_BEGIN and word.startswith(beginning))
        }
    return found
