"""From a file's bytes to rows of cells: the encodings, separators and quirks that spreadsheets save with."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.services.importing.faults import FileError, FileFault

_SEPARATORS = ";\t,"
"""In this order where a line has as many of each: Norwegian Excel writes semicolons."""
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DECLARED = "sep="


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken in at once."""

    most_bytes: int = 64 * 1024 * 1024
    most_rows: int = 2_000_000
    most_faults: int = 1000
    """Faults that are kept to be shown; rows beyond them are still counted."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file as text: its header row, and where the rows below it begin."""

    header: tuple[str, ...]
    header_row: int
    separator: str
    text: str
    limits: Limits

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Go through the rows below the header that have something in them, each with its number in the sheet.

        Raises:
            FileError: a quotation mark is not closed, or there are too many rows.
        """
        for number, cells in _numbered(self.text, self.separator):
            if number <= self.header_row or not any(cells):
                continue
            if number > self.limits.most_rows:
                raise FileError(FileFault.TOO_MANY_ROWS)
            yield number, cells


def read_table(data: bytes, limits: Limits | None = None) -> Table:
    """Read a file of comma-separated values, however they are separated and encoded.

    Raises:
        FileError: it is too large, no text, or has no rows.
    """
    limits = limits or Limits()
    if len(data) > limits.most_bytes:
        raise FileError(FileFault.TOO_LARGE)
    if data.startswith(_EXCEL):
        raise FileError(FileFault.IS_EXCEL)
    text = _decoded(data)
    separator = _separator(text)
    for number, cells in _numbered(text, separator):
        if any(cell.strip() for cell in cells) and not cells[0].casefold().startswith(_DECLARED):
            return Table(tuple(cell.strip() for cell in cells), number, separator, text, limits)
    raise FileError(FileFault.EMPTY)


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
        if "\0" not in text:
            return text
    raise FileError(FileFault.NOT_TEXT)


def _separator(text: str) -> str:
    """Give what separates the cells: what the file declares ("sep=;"), or the commonest sign of its first row."""
    line = next((line for line in text[:10_000].splitlines() if line.strip()), "")
    if line.casefold().startswith(_DECLARED) and len(line) > len(_DECLARED):
        return line[len(_DECLARED)]
    bare = "".join(line.split('"')[::2])  # without what stands in quotation marks
    return max(_SEPARATORS, key=bare.count)


def _numbered(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for cells in lines:
            number += 1
            yield number, cells
    except csv.Error:
        raise FileError(FileFault.BROKEN_QUOTES, row=number + 1) from None
