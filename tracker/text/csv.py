"""Files for spreadsheets: semicolons and a byte order mark as Norwegian Excel reads them, and no cell that runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from tracker.text.formulas import harmless

_BOM = "\ufeff"


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as the text of a file; the first one names the columns."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(text) for text in row] for row in rows)
    return _BOM + out.getvalue()
