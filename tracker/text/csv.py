"""Files for spreadsheets: semicolons and a byte order mark as Norwegian Excel reads them, and no cell that runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_BOM = "\ufeff"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as the text of a file; the first one names the columns."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(text) for text in row] for row in rows)
    return _BOM + out.getvalue()


def harmless(text: str) -> str:
    """Return words so that no spreadsheet runs them as a formula: what stands after an apostrophe is shown as it is."""
    return f"'{text}" if text.startswith(_DANGEROUS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return text.replace(",", ".", 1).removeprefix("-").replace(".", "", 1).isdigit()
