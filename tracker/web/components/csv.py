"""Files for spreadsheets: semicolons and a byte order mark as Norwegian Excel reads them, and no cell that runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from flask import Response

_BOM = "\ufeff"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Write rows as a file; the first one names the columns."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(text) for text in row] for row in rows)
    return _BOM + out.getvalue()


def as_file(text: str, name: str) -> Response:
    """Answer with a file to be kept, by a name without signs that need quoting."""
    answer = Response(text, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def harmless(text: str) -> str:
    """Keep a person's words from being run as a formula: a spreadsheet shows text after an apostrophe as it stands."""
    return f"'{text}" if text.startswith(_DANGEROUS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return text.replace(",", ".", 1).removeprefix("-").replace(".", "", 1).isdigit()
