"""An answer word by word: which may be hidden, and which may point at a person. Proposals alone: a person decides.

Nothing is remembered of what was hidden.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

_PIECE = re.compile(r"\S+")
_ENDS = ".!?:…"
_AROUND = re.compile(r"^[\W_]*|[\W_]*$")
_PLACES = "rom rommet seng senga senge stue stuen korridor leilighet avdeling etasje room bed ward værelse"
_KIN = (
    "mor far mamma pappa mora faren broren søster søstera bror bestemor bestefar tante onkel kona mannen sønnen "
    "dattera nabo naboen mother father sister brother wife husband"
)
_NEVER = "i i'm i'd i'll i've"
_PLACE_WORDS, _KIN_WORDS, _NEVER_WORDS = (frozenset(words.split()) for words in (_PLACES, _KIN, _NEVER))


class PointsAt(StrEnum):
    """Why a word is worth a look before others read it."""

    NAME = "name"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class AnswerWord:
    """One word of an answer with what stands round it, its place among the words, and why it is worth a look."""

    place: int
    text: str
    begins_line: bool
    points_at: PointsAt | None
    is_gone: bool
    """It is hidden already."""

    @property
    def bare(self) -> str:
        """Return the word without the signs round it."""
        return _AROUND.sub("", self.text)


def words_of(text: str, gone: str) -> list[AnswerWord]:
    """Take an answer apart. `gone` is the sign that stands for a hidden word."""
    found = [(place, match.group(), "\n" in _before(text, match.start())) for place, match in enumerate(_pieces(text))]
    looked = _look(found)
    return [
        AnswerWord(
            place=place,
            text=word,
            begins_line=begins and place > 0,
            points_at=looked.get(place),
            is_gone=gone in word,
        )
        for place, word, begins in found
    ]


def hide_words(text: str, places: Collection[int], gone: str) -> tuple[str, int]:
    """Return the text with the words at these places replaced by `gone`, and how many were; signs round them stay."""
    parts: list[str] = []
    hidden = end = 0
    for place, match in enumerate(_pieces(text)):
        word = match.group()
        if place not in places or gone in word:
            continue
        bare = _AROUND.sub("", word) or word
        at = match.start() + word.index(bare)
        parts += [text[end:at], gone]
        end = at + len(bare)
        hidden += 1
    return "".join([*parts, text[end:]]), hidden


def _pieces(text: str) -> list[re.Match[str]]:
    return list(_PIECE.finditer(text))


def _before(text: str, at: int) -> str:
    start = at
    while start > 0 and text[start - 1].isspace():
        start -= 1
    return text[start:at]


def _look(found: Sequence[tuple[int, str, bool]]) -> dict[int, PointsAt]:
    looked: dict[int, PointsAt] = {}
    before = ""
    for place, word, begins in found:
        bare = _AROUND.sub("", word)
        folded = bare.casefold()
        opens = begins or not before or before[-1] in _ENDS
        if any(letter.isdecimal() for letter in bare) or folded in _PLACE_WORDS:
            looked[place] = PointsAt.PLACE
        elif bare[:1].isupper() and folded not in _NEVER_WORDS and (not opens or _bare(before) in _KIN_WORDS):
            looked[place] = PointsAt.NAME
            if _bare(before) in _KIN_WORDS:
                looked.setdefault(place - 1, PointsAt.NAME)
        before = word
    return _everywhere(found, looked)


def _everywhere(found: Sequence[tuple[int, str, bool]], looked: dict[int, PointsAt]) -> dict[int, PointsAt]:
    """Mark a name in its other places too, as where a sentence begins with it."""
    names = {_bare(word): why for place, word, _ in found if (why := looked.get(place)) is not None}
    again = {place: names[_bare(word)] for place, word, _ in found if _bare(word) in names}
    return again | looked


def _bare(word: str) -> str:
    return _AROUND.sub("", word).casefold()
