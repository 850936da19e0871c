"""Periods as they are said: week 45, March, the second tertial, a day in one of them.

A text that says which kind of period it is of ("uke 45", "2026M03", "mars") is of that kind and of no other: where
another was asked for, that is a fault of its own, and never a number out of it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from tracker.analysis.periods import Period, PeriodKind
from tracker.text.parse.days import FIRST_YEAR, LAST_YEAR, MONTHS, written_day
from tracker.text.parse.faults import LONGEST, TypedError, TypedFault

_WORDS = {
    PeriodKind.WEEK: "uke uka uken veke veka uge ugen week wk w u",
    PeriodKind.FORTNIGHT: "f",
    PeriodKind.MONTH: "måned måneden månad month mnd md m",
    PeriodKind.TERTIAL: "tertial tert t",
    PeriodKind.QUARTER: "kvartal kvt kv quarter qtr q k",
}
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_WORD = rf"(?P<word>{'|'.join(sorted(_KIND_OF, key=len, reverse=True))})"
_N, _Y = r"(?P<n>\d{1,2})", r"(?P<y>\d{4})"
_FORMS = [
    re.compile(form)
    for form in (
        rf"{_WORD}\.?\s?(?:nr\.?\s?)?{_N}(?:\s?[/.,–-]\s?|\s)?(?:\({_Y}\))?",  # uke 45 (2026), and without a year
        rf"{_WORD}\.?\s?(?:nr\.?\s?)?{_N}(?:\s?[/.,–-]\s?|\s)?{_Y}",  # uke 45, 2026; Q1 2026
        rf"{_N}\.?\s?{_WORD}\.?(?:\s?[/,–-]\s?|\s)?{_Y}?",  # 2. tertial 2026
        rf"{_Y}(?:\s?[/.,–-]\s?|\s)?{_WORD}\.?\s?{_N}",  # 2026-W45, 2026 uke 45, 2026M03
        rf"{_Y}(?:\s?[/.,–-]\s?|\s){_N}\.?\s?{_WORD}\.?",  # 2026, 1. kvartal
    )
]
_BARE = re.compile(rf"{_N}(?:\s?[/.–-]\s?|,\s?|\s)?{_Y}|{_N.replace('<n>', '<alone>')}\.?")
_YEAR_FIRST = re.compile(rf"{_Y}(?:\s?[/–-]\s?|\s)?{_N}")
_MONTH_LIKE = re.compile(r"\d{4}[\s/–-]{0,3}(?:0\d|1[0-2])")
_YEAR = re.compile(r"(?:(?:år|year)\s)?(?P<y>(?:19|20)\d\d)")
_NAMED = re.compile(r"(?P<m>[a-zæøå]{3,9})\.?(?:\s?[/,.–-]\s?|\s)?'?(?P<y>\d{4}|\d{2})?")
_NAMED_LAST = re.compile(r"(?P<y>\d{4})(?:\s?[/,.–-]\s?|\s)?(?P<m>[a-zæøå]{3,9})\.?")
_MOST_WEEKS, _MONTHS_OF_YEAR = 53, 12


class SaidPeriod(NamedTuple):
    """What a text says of a period: its kind and year, where it says them, and its number."""

    kind: PeriodKind | None
    year: int | None
    number: int


def parse_period(
    text: str,
    kind: PeriodKind,
    *,
    today: date,
    with_year: bool = False,
    bare: PeriodKind | None = None,
    weeks_first: bool = False,
) -> Period:
    """Read a period: "45", "uke 45", "45/2026" or "2026-W45"; "mars 2026" or "3/2026"; "2. tertial 2026"; a day in it.

    Without a year the nearest one is meant: this year's, or last year's where that lies more than half a year ahead.
    Where `with_year` demands one (a file means the same next year too), a period without it is none. A week in a
    fortnight is that fortnight.

    `bare`: the kind that a number alone has, where the column's heading says it. `weeks_first`: 2026-05 is a week,
    since its neighbours are (2026-45); else it is a month, as everywhere outside.

    Raises:
        TypedError: there is no such period, it is of another kind, or it has not begun.
    """
    day = written_day(text)
    if day is not None:
        period = Period.containing(kind, day)
    else:
        said = said_period(text, is_week=weeks_first or kind is PeriodKind.MONTH)
        if said is None:
            raise TypedError(TypedFault.NOT_A_DAY if kind is PeriodKind.DAY else TypedFault.NOT_A_PERIOD)
        period = _period(said, kind, today, with_year=with_year, bare=bare)
    if not FIRST_YEAR <= period.year <= LAST_YEAR:
        raise TypedError(TypedFault.NOT_A_PERIOD)
    if period.start > today:
        raise TypedError(TypedFault.FUTURE)
    return period


def said_period(text: str, *, is_week: bool = False) -> SaidPeriod | None:
    """Return what a text says of a period, whichever kind it is; None where it says nothing of one, or is a day.

    `is_week`: a year before two figures (2026-05) is no month by itself.
    """
    plain = text.strip().casefold()
    if not plain or len(plain) > LONGEST:
        return None
    plain = " ".join(plain.split())
    if found := _YEAR.fullmatch(plain):
        return SaidPeriod(PeriodKind.YEAR, int(found["y"]), 1)
    for named in (_NAMED, _NAMED_LAST):
        if (found := named.fullmatch(plain)) and found["m"] in MONTHS:
            return SaidPeriod(PeriodKind.MONTH, _whole_year(found["y"]), MONTHS[found["m"]])
    for form in _FORMS:
        if found := form.fullmatch(plain):
            return SaidPeriod(_KIND_OF[found["word"]], _whole_year(found["y"]), int(found["n"]))
    return _numbers_alone(plain, is_week=is_week)


def show_period(period: Period) -> str:
    """Return a period as it is typed: 45/2026, 3/2026 for March, 2026, or a day as 22.11.2026."""
    match period.kind:
        case PeriodKind.DAY:
            return f"{period.start.day}.{period.start.month}.{period.start.year}"
        case PeriodKind.YEAR:
            return str(period.year)
        case _:
            return f"{period.number}/{period.year}"


def _numbers_alone(plain: str, *, is_week: bool) -> SaidPeriod | None:
    if found := _YEAR_FIRST.fullmatch(plain):
        kind = PeriodKind.MONTH if _MONTH_LIKE.fullmatch(plain) and not is_week else None
        return SaidPeriod(kind, int(found["y"]), int(found["n"]))
    found = _BARE.fullmatch(plain)
    return SaidPeriod(None, _whole_year(found["y"]), int(found["n"] or found["alone"])) if found else None


def _whole_year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) + (2000 if len(text) == 2 else 0)


def _period(said: SaidPeriod, kind: PeriodKind, today: date, *, with_year: bool, bare: PeriodKind | None) -> Period:
    own = said.kind or bare or kind
    is_said = own is not kind or said.kind is not None or bare is not None
    if own is PeriodKind.WEEK and kind is PeriodKind.FORTNIGHT:
        week = _numbered(PeriodKind.WEEK, said, today, with_year=with_year)
        return Period.containing(kind, week.start)
    if own is not kind:
        raise TypedError(TypedFault.OTHER_KIND, own)
    if kind is PeriodKind.DAY:
        raise TypedError(TypedFault.NOT_A_DAY)
    if kind is PeriodKind.YEAR and said.kind is None:
        raise TypedError(TypedFault.NOT_A_PERIOD)
    if not is_said and said.number > _MONTHS_OF_YEAR and not _is_weekly(kind) and said.number <= _MOST_WEEKS:
        raise TypedError(TypedFault.NOT_A_PERIOD, PeriodKind.WEEK)
    return _numbered(kind, said, today, with_year=with_year)


def _is_weekly(kind: PeriodKind) -> bool:
    return kind in {PeriodKind.WEEK, PeriodKind.FORTNIGHT}


def _numbered(kind: PeriodKind, said: SaidPeriod, today: date, *, with_year: bool) -> Period:
    if said.year is not None:
        return _of_year(kind, said.year, said.number)
    if with_year:
        raise TypedError(TypedFault.NOT_A_PERIOD)
    current = Period.containing(kind, today)
    try:
        this_year = _of_year(kind, current.year, said.number)
    except TypedError:
        return _of_year(kind, current.year - 1, said.number)
    if (this_year.start - today).days > 183:
        return _of_year(kind, current.year - 1, said.number)
    return this_year


def _of_year(kind: PeriodKind, year: int, number: int) -> Period:
    try:
        return Period.numbered(kind, year, number)
    except ValueError:
        raise TypedError(TypedFault.NOT_A_PERIOD) from None
