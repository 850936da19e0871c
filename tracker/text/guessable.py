"""Passwords that are tried first: made of a few common words, numbers and rows of keys, however long they are.

The words are our own collection of what people are known to choose, in Norwegian and English. A password is taken apart
into such pieces, whatever its capitals, signs and letters written as digits; where nothing else is left of it and the
pieces are few, it is refused. So «Sommer2026!!» and «passord12345» are, and four words of one's own are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

FEW = 3
"""So many common words in a row are still guessed; repeating one adds nothing."""
_SHORT_NUMBER = 6
"""A number of so many digits adds little: a year, a date, a postal code."""

# In letters without rings and dots: `_plain` writes passwords so too.
_WORDS = """
access adgang admin administrator ahus alesund andreas anna anne apple april ar arbeid arsenal arstid asdf ashley
august autumn avdeling baby bamse barcelona baseball batman bergen bestemor bodo brann bruker brukernavn bytt byttmeg
change changeme charlie chelsea christmas computer daniel data datamaskin december default deg demo desember doctor
dragon drammen easter ella elsker elskerdeg elskling emil emilie emma endre endremeg everton facebook fall familie
family farmor februar february ferie filip football forbedring fotball fredag fredrikstad freedom friday gammelt gjest
goddag google guest hallo hanne harley hausten hei heisann hello helse helsemidt helsemidtnorge helsenord helsesorost
helsevest hemit hemmelig hemmelighet henrik hjemmetjenesten hospital host hosten hund hunter ida iloveyou ingrid
innlogging internet jakob januar january jeg jegelskerdeg jessica jobb jobben jonas jordan jul jula julen juli julie
july june juni kari katt killer kjaereste klinikk klinikken kode kommune kommunen kristian kristiansand kristiansund
laeringsnettverk lars leah lege legen letmein levanger liam lillestrom liverpool logginn login lordag love lukas mai
maja mamma manchester mandag maned march maria marie mars martin master may michael microsoft midlertidig midt
midtnorge molde monday monkey morfar mormor mustang namsos nattevakt nettverk ninja noah nora nord noreg norge norsk
norway november nurse ny nytt october office oktober ole oliver olivia omsorg onsdag open orkdal oslo ost oyehoyde
pappa pasient paske pasken pass passord passordene passordet password passwort patient per pinkode pokemon post
princess prinsesse pusur pwd qwerty root rosenborg samsung sara saturday season secret sengepost september sesame
shadow sjukehus sjukepleiar skatt slippmeginn sofia sofie sommer sommeren sondag sor spring standard start starwars
stavanger steinkjer stolav stolavs summer sunday sunshine superman sykehjem sykehus sykehuset sykepleie sykepleier
team teamet temp temporary test testbruker tester testing thea thomas thursday tilgang tirsdag torsdag tottenham
tromso trondelag trondheim trustno trustnoone tuesday uke united user username vakt valerenga var varen velkomme
velkommen vest viking vinter vinteren visitt visittstol visittstolen ward wednesday welcome whatever william windows
winter work
"""
_ROWS = (
    "12345678901234567890",
    "qwertyuiopa",
    "asdfghjkloae",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb",
    "qazwsxedcrfvtgb",
)
_SHORTEST_RUN = 3
_PLAIN = str.maketrans({"å": "a", "ä": "a", "æ": "ae", "ø": "o", "ö": "o", "é": "e", "ü": "u"})
_AS_LETTERS = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "€": "e"}
)
_AS_L = str.maketrans({"1": "l", "!": "l"})


def is_guessable(password: str, known: Iterable[str] = ()) -> bool:
    """Return whether a password is tried first: nothing but a few common words, numbers, signs and rows of keys.

    `known` are names that lie near for this person: the product, her team, her own name and address.
    """
    text = _plain(password)
    if len(set(text)) <= _SHORTEST_RUN or _is_repeated(text):
        return True
    words = _common() | {word for name in known for word in _words_of(name)}
    return any(_is_of_few(way, text, words) for way in _readings(text))


def _plain(text: str) -> str:
    return text.casefold().translate(_PLAIN)


def _words_of(name: str) -> set[str]:
    """Return a name as it may stand in a password: whole, and each of its words that is long enough to be one."""
    parts = re.findall(r"[^\W_]+", _plain(name))
    return {part for part in [*parts, "".join(parts)] if len(part) >= _SHORTEST_RUN}


@cache
def _common() -> frozenset[str]:
    runs = {
        line[start:end]
        for row in _ROWS
        for line in (row, row[::-1])
        for start in range(len(line))
        for end in range(start + _SHORTEST_RUN, len(line) + 1)
    }
    return frozenset(_WORDS.split()) | runs


def _readings(text: str) -> tuple[str, ...]:
    """Return what a text may be meant as where digits and signs stand for letters: a 1 is an i or an l."""
    return (text, text.translate(_AS_LETTERS), text.translate(_AS_L).translate(_AS_LETTERS))


def _is_repeated(text: str) -> bool:
    """Return whether a text is one short piece over and over: abcabcabcabc."""
    return any(text[size:] == text[:-size] for size in range(1, min(_SHORT_NUMBER, len(text) // 2) + 1))


def _is_of_few(meant: str, typed: str, words: frozenset[str] | set[str]) -> bool:
    """Return whether a text can be taken apart into few known pieces.

    `meant` is the text with its digits read as letters, `typed` as it was written: a piece may be either. The work is
    linear in the text's length, since no word is longer than the longest.
    """
    longest = max(map(len, words))
    fewest: list[frozenset[str] | None] = [frozenset(), *[None] * len(typed)]
    for end in range(1, len(typed) + 1):
        for start in range(max(0, end - longest), end):
            before, piece = fewest[start], _piece(meant, typed, slice(start, end), words)
            if before is None or piece is None:
                continue
            now, best = before | {piece} - {""}, fewest[end]
            if best is None or len(now) < len(best):
                fewest[end] = now
    best = fewest[len(typed)]
    return best is not None and len(best) <= FEW


def _piece(meant: str, typed: str, at: slice, words: frozenset[str] | set[str]) -> str | None:
    """Return what a piece counts as: itself for a word, nothing for a sign, None where it is not known."""
    piece = typed[at]
    if len(piece) == 1 and not piece.isalnum():
        return ""
    if piece.isdigit() and len(piece) <= _SHORT_NUMBER:
        beside = typed[max(0, at.start - 1) : at.start] + typed[at.stop : at.stop + 1]
        if not any(map(str.isdigit, beside)):
            return "a number"
    return piece if piece in words else meant[at] if meant[at] in words else None
