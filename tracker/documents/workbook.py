"""Workbooks for spreadsheets: each cell is what it says it is, a number a number and a day a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from tracker.documents.list_sheet import Cell, ListLooks, ListWorksheet

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDEST = 60
_LOOKED_AT = 500
"""So many rows tell how wide a column is; there may be thousands, which are alike."""
DAY = 14
"""The built-in way with days that every reader's own language has."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its heading, and how numbers in it are shown ("0", "0.0", "0 %")."""

    title: str
    shape: str = "0"


@dataclass(frozen=True, slots=True)
class ListSheet:
    """One sheet of a workbook: what it tells, a row a thing, and notes that stand under the rows."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()


def workbook(tables: Sequence[ListSheet], *, title: str, author: str, made: datetime) -> bytes:
    """Write tables as a workbook, a sheet each; the same tables and moment give the same bytes.

    A text is always a text: what begins with an equals sign is no formula, and no link is made of an address.
    """
    content = BytesIO()
    book = begun(content, title=title, author=author, made=made)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    note = book.add_format({"font_color": "#4a5560"})
    day = book.add_format({"num_format": DAY, "align": "left"})
    taken: set[str] = set()
    for table in tables:
        sheet = book.add_worksheet(sheet_name(table.name, taken), ListWorksheet)
        numbers = [book.add_format({"num_format": column.shape}) for column in table.columns]
        sheet.fill(
            [column.title for column in table.columns], table.rows, table.notes, ListLooks(head, note, day, numbers)
        )
        _set_widths(sheet, table)
        sheet.freeze_panes(1, 0)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    book.close()
    return content.getvalue()


def begun(content: BytesIO, *, title: str, author: str, made: datetime) -> Workbook:
    """Begin a workbook in which a text is always a text."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(content, options)
    book.set_properties({"title": title, "author": author, "created": made.replace(tzinfo=None)})
    return book


def _set_widths(sheet: Worksheet, table: ListSheet) -> None:
    for at, column in enumerate(table.columns):
        texts = [str(row[at]) for row in table.rows[:_LOOKED_AT] if row[at] is not None]
        sheet.set_column(at, at, min(_WIDEST, 2 + max(map(len, [column.title, *texts]))))


def sheet_name(name: str, taken: set[str]) -> str:
    """Return the name as a sheet may bear it: short, without signs of its own, and not twice."""
    plain = name.translate(_NOT_IN_NAMES).strip().strip("'") or "1"
    found, number = plain[:_LONGEST_NAME], 1
    while found.casefold() in taken:
        number += 1
        end = f" {number}"
        found = plain[: _LONGEST_NAME - len(end)] + end
    taken.add(found.casefold())
    return found
