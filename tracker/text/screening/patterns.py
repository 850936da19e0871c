"""Where in a text an identity number stands whose control digits tell that it is one: Norwegian and DUF numbers.

All functions take what `plain` gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from tracker.text.screening.days import GAP, PERSONAL, days_and_rests, figures_of
from tracker.text.screening.numbers import is_clock, is_duf, is_norwegian, is_whole_day, is_without_day

_ELEVEN, _THIRTEEN = 11, 13
_FEWEST = 8
"""Figures of the shortest number: 1 jan 90 12345."""
_NO_FIGURES = re.compile(r"[^\W\d_]+|[\W_]{4,}")
_FIGURES = re.compile(r"\d+")
_LONGEST = _THIRTEEN + (_THIRTEEN + 1) * 3
_GROUPINGS = tuple(map(frozenset, ({2, 4, 6, 9}, {2, 4, 6, 8, 10}, {3, 6, 9}, {4, 8}, set(range(1, _ELEVEN)))))
"""After which of eleven figures people put a sign: two, three or four together, or every single one."""
_SINGLES = re.compile(r"1{11,}")
_DUF_GAP = r"[\W_]{0,2}"
_DUF = re.compile(
    rf"(?<!\d)(?=((?:19|20)\d\d(?:{_DUF_GAP}\d{{6}}{_DUF_GAP}\d\d|{_DUF_GAP}\d{{4}}{_DUF_GAP}\d{{4}}"
    rf"|{_DUF_GAP}\d{{3}}{_DUF_GAP}\d{{3}}{_DUF_GAP}\d\d|\d\d{_DUF_GAP}\d{{6}}|(?P<sign>[\W_]{{1,2}})\d\d(?:(?P=sign)\d\d){{3}}"
    r"))(?!\d))"
)
_NAMED = re.compile(
    rf"{PERSONAL}[\W_]{{0,4}}(?:(?:er|is|var|was)[\W_]{{1,2}})?(?=\d(?:{GAP}\d){{9,12}}(?!\d))", re.IGNORECASE
)


def holds_figures(text: str) -> bool:
    """Tell whether a text has enough figures to hold any number at all."""
    return len(re.findall(r"\d", text)) >= _FEWEST


def has_norwegian(text: str) -> bool:
    """Tell whether a valid Norwegian number stands in the text, in any of the forms people write."""
    for day, rest, pieces in set(days_and_rests(text)):
        # Without a day, figures in many pieces are a row of counts: 98 97 99 101 98.
        if is_norwegian(f"{day}{rest}") and not (pieces and is_without_day(day)):
            return True
    return any(_has_grouped(groups) for groups in set(_short_runs(text)))


def has_duf(text: str) -> bool:
    """Tell whether a valid DUF number stands in the text; a day and a time of the day in pieces are none."""
    return any(
        is_duf(figures) and (written == figures or not _is_time(figures))
        for written, figures in ((written, figures_of(written)) for written, _ in set(_DUF.findall(text)))
    )


def is_doubtful(text: str) -> bool:
    """Tell whether there may be a number after all, though its control digits or its place speak against it.

    A number that is called one and has a slip in it; a day and a time that a DUF number looks like, without the signs
    of days and times; a number at either end of a long row of single figures.
    """
    if _NAMED.search(text):
        return True
    if any(is_duf(figures_of(written)) and sign.isspace() for written, sign in set(_DUF.findall(text))):
        return True
    return any(is_norwegian(figures) for figures in set(_ends_of_singles(text)))


def _short_runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each run of figures and short gaps that is no longer than a number, or ends of a row of single figures."""
    for run in _NO_FIGURES.split(text):
        if len(run) < _ELEVEN:
            continue
        groups = tuple(_FIGURES.findall(run)) if len(run) <= _LONGEST else ()
        if groups and _ELEVEN <= sum(map(len, groups)) <= _THIRTEEN:
            yield groups
            continue
        for singles in _rows_of_singles(run):
            if len(singles) <= _THIRTEEN:
                yield singles


def _ends_of_singles(text: str) -> Iterator[str]:
    for run in _NO_FIGURES.split(text):
        if len(run) > 2 * _THIRTEEN:
            for singles in _rows_of_singles(run):
                yield "".join(singles[:_ELEVEN])
                yield "".join(singles[-_ELEVEN:])


def _rows_of_singles(run: str) -> Iterator[tuple[str, ...]]:
    groups = _FIGURES.findall(run)
    shape = "".join(["1" if len(group) == 1 else "x" for group in groups])
    for row in _SINGLES.finditer(shape):
        yield tuple(groups[row.start() : row.end()])


def _has_grouped(groups: tuple[str, ...]) -> bool:
    """Tell whether neighbouring groups together are a number, grouped as people do."""
    figures = "".join(groups)
    ends = [0, *accumulate(map(len, groups))]
    for start in ends:
        for length in (_ELEVEN, _THIRTEEN):
            if start + length not in ends:
                continue
            number = figures[start : start + length]
            cuts = frozenset(end - start for end in ends if start < end < start + length)
            if length == _ELEVEN:
                if (len(cuts) < 2 or any(cuts <= grouping for grouping in _GROUPINGS)) and _is_whole(number, cuts):
                    return True
            elif number[4:6] in {"18", "19", "20"} and is_norwegian(number[:4] + number[6:]):
                return True
    return False


def _is_whole(number: str, cuts: frozenset[int]) -> bool:
    return is_norwegian(number) and not (is_without_day(number) and len(cuts) > 3 and len(cuts) < _ELEVEN - 1)


def _is_time(figures: str) -> bool:
    return is_whole_day(figures[:8]) and is_clock(figures[8:])
