"""Where in a text an identity number stands whose control digits tell that it is one: Norwegian and DUF numbers.

All functions take what `plain` gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from tracker.text.screening.control_digits import is_clock, is_duf, is_norwegian, is_whole_day, is_without_day
from tracker.text.screening.days import GAP, PERSONAL, days_and_rests, figures_of

_ELEVEN, _THIRTEEN = 11, 13
_NO_FIGURES = re.compile(r"[^\W\d_]+|[\W_]{4,}")
_FIGURES = re.compile(r"\d+")
_LONGEST = _THIRTEEN + (_THIRTEEN + 1) * 3
_PARTS = frozenset({2, 4, 6, 9})
"""After which of eleven figures a part ends, so that people put a sign there or do not."""
_EVEN = frozenset(map(frozenset, ({2, 4, 6, 8, 10}, {3, 6, 9}, {4, 8})))
"""After which they put the same sign each time, where all groups are of two, three or four figures."""
_SINGLE = frozenset(range(1, _ELEVEN))
_SINGLES = re.compile(r"1{11,}")
_DUF_GAP = r"[\W_]{0,2}"
_DUF = re.compile(
    rf"(?<!\d)(?=((?:19|20)\d\d(?:{_DUF_GAP}\d{{6}}{_DUF_GAP}\d\d|{_DUF_GAP}\d{{4}}{_DUF_GAP}\d{{4}}"
    rf"|{_DUF_GAP}\d{{3}}{_DUF_GAP}\d{{3}}{_DUF_GAP}\d\d|\d\d{_DUF_GAP}\d{{6}}|(?P<sign>[\W_]{{1,2}})\d\d(?:(?P=sign)\d\d){{3}}"
    r"))(?!\d))"
)
_NAMED = re.compile(rf"{PERSONAL}[\W_]{{0,4}}(?:(?:er|is|var|was)[\W_]{{1,2}})?(?=\d(?:{GAP}\d){{9,12}}(?!\d))")


def has_norwegian(text: str) -> bool:
    """Return whether a valid Norwegian number stands in the text, in any of the forms people write."""
    for day, rest, pieces in set(days_and_rests(text)):
        # Without a day, figures in many pieces are a row of counts: 98 97 99 101 98.
        if is_norwegian(f"{day}{rest}") and not (pieces and is_without_day(day)):
            return True
    return any(map(_has_grouped, set(_short_runs(text))))


def has_duf(text: str) -> bool:
    """Return whether a valid DUF number stands in the text; a day and a time of the day in pieces are none."""
    return any(is_duf(figures_of(written)) and not _is_time(written) for written, _ in set(_DUF.findall(text)))


def may_have_number(text: str) -> bool:
    """Return whether there may be a number after all, though its control digits or its place speak against it.

    A number that is called one and has a slip in it; a day and a time that a DUF number looks like, without the signs
    of days and times; a number at either end of a long row of single figures.
    """
    if _NAMED.search(text):
        return True
    if any(is_duf(figures_of(written)) and sign.isspace() for written, sign in set(_DUF.findall(text))):
        return True
    return any(is_norwegian(figures) for figures in set(_ends_of_singles(text)))


def _short_runs(text: str) -> Iterator[str]:
    """Yield each run of figures and short gaps that is no longer than a number, or ends of a row of single figures."""
    for run in _NO_FIGURES.split(text):
        if len(run) < _ELEVEN:
            continue
        if len(run) <= _LONGEST and _ELEVEN <= len(figures_of(run)) <= _THIRTEEN:
            yield run
            continue
        for singles in _rows_of_singles(run):
            if len(singles) <= _THIRTEEN:
                yield " ".join(singles)


def _ends_of_singles(text: str) -> Iterator[str]:
    for run in _NO_FIGURES.split(text):
        if len(run) > 2 * _THIRTEEN:
            for singles in _rows_of_singles(run):
                yield singles[:_ELEVEN]
                yield singles[-_ELEVEN:]


def _rows_of_singles(run: str) -> Iterator[str]:
    groups = _FIGURES.findall(run)
    shape = "".join(["1" if len(group) == 1 else "x" for group in groups])
    for row in _SINGLES.finditer(shape):
        yield "".join(groups[row.start() : row.end()])


def _has_grouped(run: str) -> bool:
    """Return whether neighbouring groups of a run together are a number, grouped as people do."""
    groups = _FIGURES.findall(run)
    gaps = _FIGURES.split(run)[1:-1]
    ends = [0, *accumulate(map(len, groups))]
    for first, start in enumerate(ends):
        for length in (_ELEVEN, _THIRTEEN):
            if start + length in ends:
                last = ends.index(start + length)
                if _is_number(groups[first:last], gaps[first : last - 1]):
                    return True
    return False


def _is_number(groups: list[str], gaps: list[str]) -> bool:
    figures = "".join(groups)
    if len(figures) == _THIRTEEN:
        return figures[4:6] in {"18", "19", "20"} and is_norwegian(figures[:4] + figures[6:])
    cuts = frozenset(accumulate(map(len, groups[:-1])))
    is_grouped = len(cuts) < 2 or cuts <= _PARTS or cuts == _SINGLE or (cuts in _EVEN and len(set(gaps)) == 1)
    if not is_grouped or not is_norwegian(figures):
        return False
    # Without a day, figures in many groups are a row of counts.
    return len(cuts) < 4 or cuts == _SINGLE or not is_without_day(figures)


def _is_time(written: str) -> bool:
    """Return whether twelve figures are parted as a day and a time are, and can be them: 2026 11 22 09 00."""
    if tuple(map(len, _FIGURES.findall(written))) not in {(8, 4), (4, 2, 2, 2, 2)}:
        return False
    figures = figures_of(written)
    return is_whole_day(figures[:8]) and is_clock(figures[8:])
