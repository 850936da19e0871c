"""Taking numbers and addresses out of a text that was refused or asked about, so that the rest can be sent.

What is looked for stands in a folded copy (`plain`); what is cut stands in the original. So groups of figures are found
in the original, sign by sign, and the shortest stretch of them that is refused by itself is cut, until none is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from tracker.text.screening.outcome import Contact, has_identity_number, screen
from tracker.text.screening.plain import plain

_MOST_GROUPS = 15
"""Groups of figures that one number is parted in at the most: a DUF number of single figures and some."""
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;]{0,254}@[^\s<>()\[\]\"',;]{1,254}")
_BEFORE = 32
"""Signs before a number that may say what it is: "fødselsnummer: "."""
_MOST_CUTS = 200


def without_identity_numbers(text: str, instead: str) -> str:
    """Return the text with `instead` in the place of each identity number, sure or doubtful."""
    return _without(text, instead, _is_or_may_be)


def without_contacts(text: str, instead: str) -> str:
    """Return the text with `instead` in the place of each telephone number and e-mail address."""
    folded = text.translate({0xFF20: "@", 0xFE6B: "@"})
    places = [found.span() for found in _ADDRESS.finditer(folded)]
    for start, stop in reversed(places):
        text = f"{text[:start]}{instead}{text[stop:]}"
    return _without(text, instead, lambda part: Contact.PHONE in screen(part).asked)


def _is_or_may_be(part: str) -> bool:
    return has_identity_number(part) or Contact.MAYBE_IDENTITY_NUMBER in screen(part).asked


def _without(text: str, instead: str, holds: Callable[[str], bool]) -> str:
    for _ in range(_MOST_CUTS):
        if not holds(text):
            return text
        start, stop = _shortest(text, holds)
        text = f"{text[:start]}{instead}{text[stop:]}"
    return _no_figures(text, instead)


def _shortest(text: str, holds: Callable[[str], bool]) -> tuple[int, int]:
    """Return the shortest stretch from figure to figure that is held by itself, or with the words before it."""
    groups = _groups(text)
    for before in (0, _BEFORE):
        for length in range(1, _MOST_GROUPS + 1):
            for first in range(len(groups) - length + 1):
                start, stop = groups[first][0], groups[first + length - 1][1]
                if holds(text[max(0, start - before) : stop]):
                    return _whole(text, groups, first, first + length - 1)
    return (groups[0][0], groups[-1][1]) if groups else (0, len(text))


def _whole(text: str, groups: list[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    """Return the stretch with the figures that go on without a break: else the rest of a number would stand."""
    while first > 0 and _goes_on(text[groups[first - 1][1] : groups[first][0]]):
        first -= 1
    while last + 1 < len(groups) and _goes_on(text[groups[last][1] : groups[last + 1][0]]):
        last += 1
    start = groups[first][0]
    return (start - 1 if text[start - 1 : start] == "+" else start), groups[last][1]


def _goes_on(gap: str) -> bool:
    """Return whether what stands between two groups is no more than one sign, a blank or a dash."""
    seen = plain(gap)
    return len(seen) <= 1 and seen not in set(",;:\n") and not seen.isalpha()


def _groups(text: str) -> list[tuple[int, int]]:
    """Return where figures of any script stand beside each other."""
    found: list[tuple[int, int]] = []
    for place, sign in enumerate(text):
        if not _is_figure(sign):
            continue
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _no_figures(text: str, instead: str) -> str:
    """Return the text without any figure: what is left to do where the cuts make new numbers of what stands beside."""
    for start, stop in reversed(_groups(text)):
        text = f"{text[:start]}{instead}{text[stop:]}"
    return text


@lru_cache(4096)
def _is_figure(sign: str) -> bool:
    return any(each.isdigit() for each in plain(sign))
