"""A file's sheets as screened text: read before anything is asked of the database, and packed to be kept a day."""

from __future__ import annotations

import csv
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import StringIO

from tracker.services.imports.file.faults import FileError, FileFault
from tracker.services.imports.file.screened_cells import SEPARATOR, Blanked, RowScreen, screened
from tracker.services.imports.file.table import ImportTable, Limits, as_table, read_table
from tracker.text.screening import has_identity_number

LIMITS = Limits(most_bytes=8 * 1024 * 1024, most_unpacked=64 * 1024 * 1024, most_rows=100_000, most_columns=60)
"""What a page takes in. A larger file goes in by `tracker import`."""
MOST_SHEETS = 20
MOST_TEXT = 16 * 1024 * 1024
"""Signs in all sheets of a workbook together: one text that stands in many cells is small only in the file."""
NAME_MOST = 120


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """One sheet as text of our own. It holds no identity number: `blanked` are the cells that did."""

    text: str
    merged: bool = False
    blanked: Blanked = field(default_factory=dict)

    def table(self) -> ImportTable:
        """Read it as a table."""
        return as_table(self.text, SEPARATOR, LIMITS, merged=self.merged)

    def mended(self, cells: Mapping[tuple[int, int], str]) -> KeptSheet:
        """Return it with other words in some cells, by row as the sheet counts them and column from 0."""
        by_row: dict[int, dict[int, str]] = {}
        for (place, at), text in cells.items():
            by_row.setdefault(place, {})[at] = text.replace("\0", "")
        screen, blanked = RowScreen(), dict(self.blanked)
        out = StringIO()
        writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\n")
        for number, row in enumerate(self.table().everything(), start=1):
            if number not in by_row:
                writer.writerow(row)
                continue
            changed = _with(row, by_row[number])
            places = screen.places(changed)
            left = (blanked.get(number, frozenset()) - by_row[number].keys()) | places
            blanked[number] = left
            writer.writerow(["" if at in places else cell for at, cell in enumerate(changed)])
        return KeptSheet(out.getvalue(), self.merged, {row: places for row, places in blanked.items() if places})


def read_sheets(data: bytes) -> dict[str, KeptSheet]:
    """Read every sheet of a file and screen it; a file of text is one sheet without a name. Nothing is asked of ours.

    Raises:
        FileError: it cannot be read.
    """
    try:
        tables: Iterable[tuple[str, ImportTable]] = iter([("", read_table(data, LIMITS))])
    except FileError as error:
        if error.fault is not FileFault.SHEETS or len(error.sheets) > MOST_SHEETS:
            raise
        _screen_names(error.sheets)
        tables = ((name, read_table(data, LIMITS, sheet=name)) for name in error.sheets)
    sheets: dict[str, KeptSheet] = {}
    room = MOST_TEXT
    for name, table in tables:
        room -= len(table.text)
        if room < 0:
            raise FileError(FileFault.TOO_LARGE_INSIDE)
        found = screened(table.everything())
        sheets[name] = KeptSheet(found.text, table.merged, found.blanked)
    return sheets


def pack(sheets: Mapping[str, KeptSheet]) -> bytes:
    """Write sheets as they are kept."""
    plain = {
        name: [sheet.text, sheet.merged, {str(row): sorted(places) for row, places in sheet.blanked.items()}]
        for name, sheet in sheets.items()
    }
    return zlib.compress(json.dumps(plain).encode(), 1)


def unpack(data: bytes) -> dict[str, KeptSheet]:
    """Read sheets as they were kept; none where nothing is."""
    if not data:
        return {}
    kept = json.loads(zlib.decompress(data))
    return {
        name: KeptSheet(
            str(text),
            bool(merged),
            {int(row): frozenset(map(int, places)) for row, places in (rest[0] if rest else {}).items()},
        )
        for name, (text, merged, *rest) in kept.items()
    }


def _screen_names(names: Iterable[str]) -> None:
    for name in names:
        if len(name) > NAME_MOST:  # Excel's own names have 31 signs at most
            raise FileError(FileFault.NOT_A_WORKBOOK)
        if has_identity_number(name):
            raise FileError(FileFault.IDENTITY_NUMBER)


def _with(row: list[str], cells: Mapping[int, str]) -> list[str]:
    changed = row + [""] * (max(cells) + 1 - len(row))
    for at, text in cells.items():
        changed[at] = text
    return changed
