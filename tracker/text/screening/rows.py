"""A number that is parted over the cells of a table's row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracker.text.screening.control_digits import is_danish_day, is_duf, is_norwegian
from tracker.text.screening.days import days_in, rest_in

_NOUGHTS = re.compile(r"\.0{1,6}$")  # a spreadsheet's whole number
_SHORTEST_DAY = 6
_LONGEST_REST = 40
_SHORTEST = 11
"""Signs of a day and five figures: 1.2.38 and 12345."""


def has_parted_norwegian(cells: Sequence[str]) -> bool:
    """Return whether neighbouring cells together are a Norwegian number: a day in any form and five figures, or pieces.

    A day beside a count of five figures is one only where the control digits say so. The cells are what `plain` gives,
    trimmed, without the empty ones.
    """
    for left, right in pairwise(cells):
        if len(left) + len(right) < _SHORTEST:
            continue
        if any(is_norwegian(number) for number in _joined(left, right)):
            return True
    return any(
        len(year) == 4 and year.isdigit() and _is_norwegian_in_three(day, month, year, rest)
        for day, month, year, rest in zip(cells, cells[1:], cells[2:], cells[3:], strict=False)
    )


def has_parted_duf(cells: Sequence[str]) -> bool:
    """Return whether neighbouring cells together are a DUF number: its year, six figures and two, or fewer pieces."""
    return any(
        len(year) in {4, 10}
        and _is_figures(year)
        and any(map(_is_whole_duf, (year + next_one, year + next_one + third)))
        for year, next_one, third in zip(cells, [*cells[1:], ""], [*cells[2:], "", ""], strict=False)
    )


def has_parted_danish(cells: Sequence[str]) -> bool:
    """Return whether a day without signs and four figures stand side by side, as a CPR number may."""
    return any(
        len(day) == 6 and len(rest) == 4 and _is_figures(day) and _is_figures(rest) and is_danish_day(day)
        for day, rest in pairwise(cells)
    )


def without_noughts(cell: str) -> str:
    """Return a cell without the decimals that a spreadsheet puts behind a whole number: 12345.0."""
    return _NOUGHTS.sub("", cell) if cell.endswith("0") else cell


def _joined(left: str, right: str) -> Iterator[str]:
    if len(left) == 9 and len(right) == 2 and _is_figures(left) and _is_figures(right):
        yield left + right
    for day, rest in ((left, right), (right, left)):
        if len(day) >= _SHORTEST_DAY and len(rest) <= _LONGEST_REST and (figures := rest_in(rest)):
            whole = f"0{day}" if len(day) == 7 and _is_figures(day) else day  # a spreadsheet took the nought away
            yield from (f"{six}{figures}" for six in days_in(whole))


def _is_norwegian_in_three(day: str, month: str, year: str, rest: str) -> bool:
    if len(day) > 2 or len(month) > 2 or year[:2] not in {"18", "19", "20"} or not (figures := rest_in(rest)):
        return False
    if not (_is_figures(day) and _is_figures(month)):
        return False
    return is_norwegian(f"{day:0>2}{month:0>2}{year[2:]}{figures}")


def _is_whole_duf(joined: str) -> bool:
    return len(joined) == 12 and _is_figures(joined) and is_duf(joined)


def _is_figures(cell: str) -> bool:
    return cell.isascii() and cell.isdigit()
