"""A file's cells without identity numbers: a cell that holds one is emptied in its place, and the place is told."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from itertools import pairwise
from typing import NamedTuple

from tracker.text.screening import screen_row

SEPARATOR = ";"
_REMEMBERED = 50_000
_SHORTEST_PAIR = 10
_FIVE = frozenset({5, 6})
"""Figures after the day, and with the decimal that a spreadsheet puts behind them."""
_MOST_PIECES = 6
"""Neighbouring cells that one number may be split over."""
_FEWEST_FIGURES = 8
"""Figures of the shortest number: a day with its month in words, and five more."""

Blanked = Mapping[int, frozenset[int]]
"""Cells that were emptied: columns from 0, by row as the sheet counts them."""


class ScreenedText(NamedTuple):
    """A table's rows as text of our own, and the cells that were emptied."""

    text: str
    blanked: Blanked


class RowScreen:
    """Finds identity numbers in rows. Texts that are none are remembered as long as the file is looked at."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._figures: dict[str, int] = {}
        """How many figures a text has that is no number by itself."""

    def places(self, cells: Sequence[str]) -> frozenset[int]:
        """Return the cells of a row that hold an identity number, alone or split over several neighbours."""
        known = self._figures
        found = {at for at, cell in enumerate(cells) if cell and cell not in known and self._is_number(cell)}
        filled = [at for at, cell in enumerate(cells) if cell and at not in found and not cell.isspace()]
        counts = [known.get(cells[at], _SHORTEST_PAIR) for at in filled]
        if any(_may_be_split(*pair) for pair in pairwise(counts)):
            rest = [cells[at] for at in filled]
            if screen_row(rest).refused:
                found |= {filled[place] for place in _split(rest)}
        return frozenset(found)

    def _is_number(self, cell: str) -> bool:
        figures = sum(map(str.isdigit, cell))
        if figures >= _FEWEST_FIGURES and screen_row([cell]).refused:
            return True
        if len(self._figures) > _REMEMBERED:
            self._figures.clear()
        self._figures[cell] = figures
        return False


def screened(rows: Iterable[list[str]]) -> ScreenedText:
    """Write a table's rows in one way, row by row, with the cells emptied that hold an identity number."""
    out, screen = StringIO(), RowScreen()
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\n")
    blanked: dict[int, frozenset[int]] = {}
    for number, row in enumerate(rows, start=1):
        places = screen.places(row) if row else None
        if places:
            blanked[number] = places
            writer.writerow(["" if at in places else cell for at, cell in enumerate(row)])
        else:
            writer.writerow(row)
    return ScreenedText(out.getvalue(), blanked)


def _may_be_split(left: int, right: int) -> bool:
    """Tell by their figures whether two neighbours may be of one number: a day and five more, nine and two, a DUF."""
    few, many = sorted((left, right))
    return few + many >= _SHORTEST_PAIR or (many in _FIVE and few >= _FEWEST_FIGURES - many) or few in _FIVE


def _split(cells: Sequence[str]) -> set[int]:
    """Return the fewest neighbours that together are a number; all of them where it cannot be told."""
    found: set[int] = set()
    for width in range(2, _MOST_PIECES + 1):
        for begin in range(len(cells) - width + 1):
            window = set(range(begin, begin + width))
            if not found & window and screen_row(cells[begin : begin + width]).refused:
                found |= window
        if found:
            return found
    return set(range(len(cells)))
