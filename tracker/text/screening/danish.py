"""Where in a text a Danish CPR number stands. It has no control digit, so what stands around it decides.

`DDMMYY-NNNN` and `DDMMYYNNNN` are one. A day and four figures in other forms may be a day and a time, a year or a
count; it is none where that can be seen, and doubtful where it cannot.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from tracker.text.screening.control_digits import is_clock, is_danish_day, is_year
from tracker.text.screening.days import JOIN, PERSONAL, figures_of

_YEAR = r"(?:(?:18|19|20)\d\d|\d\d)"
_CPR = re.compile(
    rf"(?<!\d)(?=(?P<date>\d{{4}}{_YEAR}|\d\d[ .\-/]\d\d[ .\-/]{_YEAR}|\d\d?(?P<sign>[.\-/])\d\d?(?P=sign){_YEAR})"
    rf"{JOIN}(?P<rest>\d{{4}})(?!\d))",
)
_NAMED_BETWEEN = re.compile(rf"{PERSONAL}|siste|last")
_NAME = re.compile(rf"{PERSONAL}[\W_]{{0,4}}(?:(?:er|is|var|was)[\W_]{{1,2}})?(?=\d)")
_BEFORE, _AFTER = 3, 24
"""Signs around it that are looked at."""
_TIME_RANGE = re.compile(r"\s?(?:-|til|to|og)\s?\d{4}(?!\d)|\s?(?:-|til|to)\s?\d\d?[.:]\d\d(?!\d)")
_DECIMALS = re.compile(r"[.,:]\d")
_REST_OF_DAY = re.compile(r"[\-./]\d\d?[\-./]\d")  # 22.11.26, 2026-11-22
_LIST_BEFORE = re.compile(r"\d[ ;\t]{1,2}$")
_LIST_AFTER = re.compile(r"[ ;\t]{1,2}\d{3,4}(?!\d)")
_UNITS = re.compile(
    r"\s?(?:[%‰°]|(?:(?:ligge|pleie|senge|pasient|patient|kur)?(?:døgn|dager|dage|days?)|timer|t|h|hrs?|hours?|minutter"
    r"|minutes|senger|senge|beds?|pasienter|patienter|patients|personer|opphold|stays?|innleggelser|indlæggelser"
    r"|utskriv(?:ning|else)er|udskrivninger|admissions?|discharges|konsultasjoner|konsultationer|kontroller|episoder"
    r"|episodes|hendelser|hændelser|events?|tilfeller|tilfælde|cases?|fall|falls|fald|målinger|observasjoner"
    r"|observationer|observations|registreringer|skjema(?:er)?|skemaer|forms|prøver|samples|tester|tests|doser|doses"
    r"|tabletter|stk|ml|mg|mcg|[µμ]g|g|kg|l|ie|iu|mmol|kr|kroner|nok|dkk|eur|euro|prosent|procent|pst|per(?:cent)?|av|af"
    r"|of|x|besøk|besøg|visits?|svar|answers?|håndvask|anledninger|muligheter|opportunities|ansatte|staff|vakter|vagter"
    r"|shifts)(?!\w))"
)
"""What is counted, after a count."""
_CELLS = frozenset("\t;|")


class Likeness(Enum):
    """How much a place in a text is like a CPR number."""

    NONE = auto()
    DOUBTFUL = auto()
    CERTAIN = auto()


def danish(text: str) -> Likeness:
    """Tell how much the place in a text is like a CPR number that is it most; the text is what `plain` gives."""
    most = Likeness.NONE
    places = list(_CPR.finditer(text))
    named = {name.end() for name in _NAME.finditer(text)} if places else set()
    for found in places:
        likeness = _likeness(found, text, is_named=found.start() in named)
        if likeness is Likeness.CERTAIN:
            return likeness
        if likeness is Likeness.DOUBTFUL:
            most = likeness
    return most


def _likeness(found: re.Match[str], text: str, *, is_named: bool) -> Likeness:
    date, join, rest = found["date"], found["join"], found["rest"]
    figures = _day_figures(found)
    if not is_danish_day(figures[:4] + figures[-2:]):
        return Likeness.NONE
    if is_named or (len(join) > 1 and _NAMED_BETWEEN.search(join)):
        return Likeness.CERTAIN
    is_whole_year, sign = len(figures) == 8, join.strip()
    if date.isdigit() and sign in {"", "-"} and (sign or not join):
        return Likeness.CERTAIN if sign or not is_whole_year else Likeness.DOUBTFUL
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    after = text[found.end("rest") : found.end("rest") + _AFTER]
    if _is_something_else(date, join, rest, before, after):
        return Likeness.NONE
    is_doubtful = (
        is_whole_year
        or bool(found["sign"])
        or is_year(rest)
        or (is_clock(rest) and (date.isdigit() or join != "-"))
        or sign not in {"", "-", ".", "/", "_"}
        or bool(_CELLS & set(join))
        or bool(_LIST_BEFORE.search(before) or _LIST_AFTER.match(after))
    )
    return Likeness.DOUBTFUL if is_doubtful else Likeness.CERTAIN


def _is_something_else(date: str, join: str, rest: str, before: str, after: str) -> bool:
    """Return whether the day is followed by a time, a year or a count, or is itself part of a row of counts."""
    if _UNITS.match(after) or _DECIMALS.match(after) or (is_year(rest) and _REST_OF_DAY.match(after)):
        return True
    if is_clock(rest) and _TIME_RANGE.match(after):
        return True
    if date.isdigit():
        return False
    if " " in date and is_clock(rest) and (_LIST_BEFORE.search(before) or _LIST_AFTER.match(after)):
        return True
    if _CELLS & set(join):
        return True
    is_apart = bool(join) and not join.strip(" \n,:")
    return is_apart and (is_year(rest) or (is_clock(rest) and rest[2:] in {"00", "15", "30", "45"}))


def _day_figures(found: re.Match[str]) -> str:
    """Return the day as six figures, or eight with the whole year; a short one (1.2.90) gets its noughts."""
    if not found["sign"]:
        return figures_of(found["date"])
    return "".join(part.zfill(2) for part in found["date"].split(found["sign"]))
