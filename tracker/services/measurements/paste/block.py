"""The cells of a pasted text, row by row."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO

MOST_SIGNS = 100_000
MOST_ROWS, MOST_COLUMNS = 400, 60


@dataclass(frozen=True, slots=True)
class PastedBlock:
    """A rectangle of trimmed texts; `is_cut`: there was more than any form has room for."""

    rows: tuple[tuple[str, ...], ...]
    is_cut: bool = False

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self.rows), default=0)

    def column(self, number: int, *, first: int = 0) -> list[str]:
        """Return the texts of a column from a row on, blank ones as well."""
        return [row[number] for row in self.rows[first:]]


def read_block(text: str) -> PastedBlock:
    """Read a pasted text: tabs between columns, or else semicolons; blank rows at the end are left out."""
    kept = text[:MOST_SIGNS].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    separator = "\t" if "\t" in kept else ";"
    lines = csv.reader(StringIO(kept), delimiter=separator)
    try:
        rows = [[" ".join(cell.split()) for cell in row[:MOST_COLUMNS]] for row in lines]
    except csv.Error:
        rows = [[" ".join(cell.split()) for cell in line.split(separator)[:MOST_COLUMNS]] for line in kept.split("\n")]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    while width and not any(row[width - 1] for row in rows if len(row) >= width):
        width -= 1
    whole = tuple(tuple((row + [""] * width)[:width]) for row in rows[:MOST_ROWS])
    return PastedBlock(whole, len(text) > MOST_SIGNS or len(rows) > MOST_ROWS)
