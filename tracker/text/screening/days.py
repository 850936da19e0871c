"""A day of birth as people write it, and what stands between it and the figures that follow.

The text is what `plain` gives. Each pattern holds bounded repetitions only, so that looking from every place costs time
by the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

GAP = r"[\W_]{0,3}"
_MONTHS = (
    ("jan",), ("feb",), ("mar", "mär"), ("apr",), ("mai", "maj", "may"), ("jun",), ("jul",), ("aug",), ("sep",),
    ("okt", "oct"), ("nov",), ("des", "dec"),
)  # fmt: skip
_MONTH_OF = {name: f"{number:02}" for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = f"(?P<name>{'|'.join(_MONTH_OF)})[a-z]{{0,7}}"
_WHOLE_YEAR = r"(?:18|19|20)\d\d"
_YEAR = rf"(?P<year>{_WHOLE_YEAR}|\d\d)"
_MIDNIGHT = r"(?:[t ]0?0[:.]00(?:[:.]00(?:[.,]0{1,6})?)?z?)?"  # as exports write a day
_WORD = (
    r"(?:(?:f[øo]dsels|foedsels|person(?:al|lig)?|pers|cpr|duf|id|[fpdh])[\W_]{0,2}(?:nr|nummer(?:et)?|no|number)"
    r"|cpr|duf)"
)
PERSONAL = rf"\b{_WORD}(?![a-z])"
"""What people call an identity number, in Norwegian, Danish and English."""
_BETWEEN = (
    rf"(?:(?:og|and|med|with|samt)[\W_]{{1,2}})?(?:{_WORD}|nr|nummer(?:et)?|no|number|(?:de )?siste (?:fem|fire)"
    r"|last (?:five|four))(?:[\W_]{1,2}(?:er|is|var|was))?"
)
JOIN = rf"(?P<join>[\W_]{{0,4}}(?:{_BETWEEN}[\W_]{{0,4}})?)"
"""What may stand between the day and the rest: signs, and the word for the number."""

_FORMS = (
    rf"(?P<day>\d\d){GAP}(?P<month>\d\d){GAP}{_YEAR}",
    rf"(?P<day>\d\d?)(?P<sign>[./\-])\s?(?P<month>\d\d?)(?P=sign)\s?{_YEAR}",
    rf"(?P<year>{_WHOLE_YEAR})(?P<month>\d\d)(?P<day>\d\d)",
    rf"(?P<year>{_WHOLE_YEAR})(?P<sign>[\W_]{{1,2}})(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)",
    rf"(?P<day>\d\d?)[\W_]{{0,2}}{_MONTH}[\W_]{{0,3}}{_YEAR}",
    rf"{_MONTH}[\W_]{{0,2}}(?P<day>\d\d?)(?:st|nd|rd|th)?[\W_]{{1,3}}(?P<year>{_WHOLE_YEAR})",
)
_FIVE = r"(?P<rest>\d{5}|\d{3}[\W_]{1,2}\d\d|\d\d[\W_]{1,2}\d{3}|\d(?:[\W_]{1,2}\d){4}(?![\W_]{1,2}\d))"
_ANY_FIVE = re.compile(r"\d{5}|(?<!\d)(?:\d{3}[\W_]{1,2}\d\d|\d\d[\W_]{1,2}\d{3}|\d(?:[\W_]{1,2}\d){4})(?!\d)")
_WITH_REST = tuple(re.compile(rf"(?<!\d)(?=(?P<date>{form}){_MIDNIGHT}{JOIN}{_FIVE}(?!\d))") for form in _FORMS)
_ALONE = tuple(re.compile(rf"(?:[^\W\d_]{{1,9}}[.,]?\s{{0,2}})?(?P<date>{form}){_MIDNIGHT}") for form in _FORMS)
"""Alone in a cell, at most with the day of the week or "født" before it."""
_REST_ALONE = re.compile(JOIN + _FIVE)
_ENOUGH = re.compile(
    rf"\d(?:(?:[\W_]{{0,4}}\d){{8}}|[\W_]{{0,4}}(?:{'|'.join(_MONTH_OF)}|{_BETWEEN})|[./\-]\d[./\-]\d\d\D)",
)


def may_hold_number(text: str) -> bool:
    """Tell at little cost whether a text can hold a number at all; most texts cannot.

    It takes nine figures near each other, a month or a word for the number after a figure, or a short day (1.2.38).
    """
    return _ENOUGH.search(text) is not None


def days_and_rests(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield each day that five figures follow: the day as six figures, the five, and whether both are in pieces."""
    if not _ANY_FIVE.search(text):
        return
    for pattern in _WITH_REST:
        for found in pattern.finditer(text):
            rest = figures_of(found["rest"])
            if len(rest) < len(found["rest"]) and not found["join"]:
                continue  # the end of a year and a count: 02.02.20|27 800
            pieces = len(rest) < len(found["rest"]) and not found["date"].isdigit()
            for day in _six(found):
                yield day, rest, pieces


def days_in(cell: str) -> list[str]:
    """Return what day a cell may hold and nothing else, each as six figures."""
    return [day for pattern in _ALONE if (found := pattern.fullmatch(cell)) for day in _six(found)]


def rest_in(cell: str) -> str:
    """Return the five figures that a cell may hold and nothing else than the word for them, or ""."""
    found = _REST_ALONE.fullmatch(cell)
    return figures_of(found["rest"]) if found else ""


def figures_of(text: str) -> str:
    """Return the figures of a text that holds no letters."""
    return text if text.isdigit() else re.sub(r"\D+", "", text)


def _six(found: re.Match[str]) -> list[str]:
    named = found.groupdict()
    day, year = named["day"].zfill(2), named["year"][-2:]
    month = _MONTH_OF[named["name"]] if named.get("name") else named["month"].zfill(2)
    written = [f"{day}{month}{year}"]
    if named.get("sign") == "/" and day <= "12" < month:  # the month first, as in English
        written.append(f"{month}{day}{year}")
    return written
