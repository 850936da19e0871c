"""From a file's bytes to rows of cells: the encodings, separators and quirks that spreadsheets save with."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tracker.services.imports.file.faults import FileError, FileFault
from tracker.services.imports.file.header_row import guess
from tracker.services.imports.file.workbook_process import read_sheet

SEPARATORS = ";\t,"
"""In this order where a line has as many of each: Norwegian Excel writes semicolons."""
PLAIN = ";"
"""What parts the cells of a text of our own."""
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DECLARED = "sep="
_DECLARABLE = frozenset(";\t,|:")
_TITLES = 20
"""Rows above the one that names the columns are titles; it is looked for this far down."""
# UTF-8 that was read as Windows-1252 and saved again ("mÃ¥ned"), and what stands for a sign that was lost.
# And the letters of an old Macintosh or of DOS that were read as Windows-1252 ("M\u0152ned", "M\u2020ned").
_GARBLED = re.compile(
    "\u00c3[\u00a5\u00b8\u00a6\u2026\u02dc\u2020]|\u00ef\u00bf\u00bd|\ufffd"
    "|(?<=[A-Za-z])(?:[\u00be\u00bf\u0152]|[\u2020\u203a](?=[a-z]))"
)
_DOCUMENT = re.compile(rb"\s*(?:%PDF|\{\\rtf|<(?:!doctype|html|\?xml|table)\b)", re.IGNORECASE)
"""How text begins that is no table: also what other systems save as .xls, which is a page of the web."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken in at once."""

    most_bytes: int = 64 * 1024 * 1024
    most_unpacked: int = 256 * 1024 * 1024
    """Of a workbook, when it is unpacked."""
    most_rows: int = 2_000_000
    most_columns: int = 200
    most_faults: int = 1000
    """Faults that are kept to be shown; rows beyond them are still counted."""


@dataclass(frozen=True, slots=True)
class ImportTable:
    """A file as text: its header row, and where the rows below it begin."""

    header: tuple[str, ...]
    header_row: int
    separator: str
    text: str
    limits: Limits
    merged: bool = False
    """Whether the sheet has merged cells, which leave the cells beside them empty."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Go through the rows below the header that have something in them, each with its number in the sheet.

        Raises:
            FileError: a quotation mark is not closed, or there are too many rows.
        """
        for number, cells in _numbered(self.text, self.separator, self.limits.most_rows):
            if number > self.header_row and any(cells):
                yield number, cells

    def everything(self) -> Iterator[list[str]]:
        """Go through every row of the file, also those above the header and the empty ones.

        Raises:
            FileError: as `rows`.
        """
        return (cells for _, cells in _numbered(self.text, self.separator, self.limits.most_rows))

    @property
    def room(self) -> int:
        """About how many rows there are: a bound, for showing how far one has come."""
        return self.text.count("\n") + 1


def read_table(data: bytes, limits: Limits | None = None, *, sheet: str = "") -> ImportTable:
    """Read a file of comma-separated values, however they are separated and encoded, or a sheet of a workbook.

    Raises:
        FileError: it is too large, no text, has no rows, or is a workbook with several sheets and none is named.
    """
    limits = limits or Limits()
    if len(data) > limits.most_bytes:
        raise FileError(FileFault.TOO_LARGE)
    if data.startswith(_OLD):
        raise FileError(FileFault.OLD_EXCEL)
    if data.startswith(_ZIP):
        found = read_sheet(
            data,
            sheet,
            most_unpacked=limits.most_unpacked,
            most_rows=limits.most_rows,
            most_columns=limits.most_columns,
        )
        return as_table(found.text, PLAIN, limits, merged=found.merged)
    if _DOCUMENT.match(data.removeprefix(BOM_UTF8)):
        raise FileError(FileFault.NOT_TEXT)
    text = _decoded(data)
    return as_table(text, _separator(text), limits)


def as_table(text: str, separator: str, limits: Limits, *, merged: bool = False) -> ImportTable:
    """Find the row that names the columns: the first that names two we know, or the first that has anything in it.

    Raises:
        FileError: there are no rows, too many columns, or a quotation mark is not closed.
    """
    filled = (
        (number, cells)
        for number, cells in _numbered(text, separator, limits.most_rows)
        if any(cell.strip() for cell in cells) and not cells[0].casefold().startswith(_DECLARED)
    )
    first = list(islice(filled, _TITLES))
    if not first:
        raise FileError(FileFault.EMPTY)
    number, cells = next((row for row in first if len(set(guess(row[1]).values())) > 1), first[0])
    while cells and not cells[-1].strip():
        cells.pop()
    if len(cells) > limits.most_columns:
        raise FileError(FileFault.TOO_LARGE_INSIDE)
    return ImportTable(tuple(cell.strip() for cell in cells), number, separator, text, limits, merged)


def _decoded(data: bytes) -> str:
    """Read UTF-8 (with or without a mark), UTF-16 with a mark (Excel's "Unicode text"), or Windows-1252."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif data.startswith(BOM_UTF8):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if _GARBLED.search(text):
            raise FileError(FileFault.GARBLED)
        return text
    raise FileError(FileFault.NOT_TEXT)


def _separator(text: str) -> str:
    """Return what separates the cells: what the file declares ("sep=;"), or the commonest sign of its first rows.

    A title above the table has few of them, so the row that has most decides.
    """
    lines = [line for line in text[:10_000].splitlines() if line.strip()][:_TITLES]
    if lines and lines[0].casefold().startswith(_DECLARED) and lines[0][len(_DECLARED) :][:1] in _DECLARABLE:
        return lines[0][len(_DECLARED)]
    for line in lines:
        for sign in SEPARATORS:
            cells = next(csv.reader([line], delimiter=sign), [])
            if len(set(guess(cells).values())) > 1:
                return sign
    bare = "".join(lines[0].split('"')[::2]) if lines else ""  # without what stands in quotation marks
    return max(SEPARATORS, key=bare.count)


def _numbered(text: str, separator: str, most_rows: int) -> Iterator[tuple[int, list[str]]]:
    """Read rows one by one, counting them as they come: a file of line breaks is refused before it is gone through."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for cells in lines:
            number += 1
            if number > most_rows:
                raise FileError(FileFault.TOO_MANY_ROWS)
            yield number, cells
    except csv.Error as error:
        fault = FileFault.LONG_CELL if "field limit" in str(error) else FileFault.BROKEN_QUOTES
        raise FileError(fault, row=number + 1) from None
