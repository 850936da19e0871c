"""Files for spreadsheets: semicolons and a byte order mark as Norwegian Excel reads them, and no cell that runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from tracker.text.formulas import harmless

_BOM = "\ufeff"


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as the text of a file; the first one names the columns."""
    return "".join(csv_lines(rows))


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Give the same line by line, for a file that is sent while it is made."""
    yield _BOM
    for row in rows:
        out = StringIO()
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([harmless(text) for text in row])
        yield out.getvalue()
