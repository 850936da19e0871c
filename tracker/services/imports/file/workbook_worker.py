"""Reads one Excel workbook, in a process of its own: `workbook` starts it, and nothing imports it.

A workbook is somebody's program: a cell in the last corner of a sheet makes the parser ask for half a terabyte and end
its process, and a few kilobytes unpack to gigabytes. So whoever reads it may fall: the limits below are set before the
first byte is looked at, and the one who asked is still there. For the same reason this file imports nothing of ours.

In: the workbook. Arguments: most bytes unpacked, most rows, most columns, most signs out, and the sheet's name (or
nothing). Out: a line of JSON (`sheets`: the sheets that have cells; `merged`: whether cells are merged in the one that
was read), and then that sheet as text, cells parted by semicolons, each row where it stands in the sheet. Exit status:
0, or one of `workbook.STATUSES`.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

try:
    import resource
except ImportError:  # Windows: there, only the sums below hold
    resource = None  # type: ignore[assignment]

NOT_A_WORKBOOK, TOO_LARGE, LOCKED = 3, 4, 5
_MEMORY = 1024 * 1024 * 1024
_SECONDS = 20
_MEMBERS = 2000
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_MONTH = -1
"""Stands for a style that shows a month and its year alone."""
_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Marks = dict[tuple[int, int], str]


class _RefusedError(Exception):
    """The workbook is not read; `status` says why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def _limit() -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _open(data: bytes, most_unpacked: int) -> ZipFile:
    """Open the package, unless it says of itself that it is too large. One that lies meets the limits above."""
    try:
        package = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise _RefusedError(NOT_A_WORKBOOK) from error
    members = package.infolist()
    if len(members) > _MEMBERS or sum(member.file_size for member in members) > most_unpacked:
        raise _RefusedError(TOO_LARGE)
    if "xl/workbook.xml" not in package.namelist():
        raise _RefusedError(NOT_A_WORKBOOK)
    return package


def _sheets(workbook: CalamineWorkbook) -> list[CalamineSheet]:
    """Return the sheets that can be seen and have cells."""
    shown = [
        about.name
        for about in workbook.sheets_metadata
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible
    ]
    sheets = [workbook.get_sheet_by_name(name) for name in shown]
    return [sheet for sheet in sheets if sheet.start is not None]


def _marks(package: ZipFile, sheet: str) -> Marks:
    """Find the cells that the parser gives otherwise than they are seen. Row and column count from 0.

    An error (`#DIV/0!`), or a formula that was never worked out, it gives as empty, and empty would mean that nothing
    was measured. A month (Sep-26) it gives as the first day of it, and 92 % as 0.92.
    """
    # These two are read in a process that has nothing to lose, under the limits above.
    links = ET.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    book = ET.fromstring(package.read("xl/workbook.xml"))  # noqa: S314
    names = {part.get("Id"): part.get("Target", "") for part in links}
    ids = [part.get(_REL) for part in book.iter() if part.tag.endswith("}sheet") and part.get("name") == sheet]
    target = names.get(ids[0], "") if ids else ""
    path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    if path not in package.namelist():
        return {}
    raw = package.read(path)
    styles = _styles(package)
    signs = [b'"e"', b"'e'", b"<f", b":f", *(f's="{style}"'.encode() for style in styles)]
    if not any(sign in raw for sign in signs):
        return {}
    is_1904 = any(part.get("date1904") in {"1", "true"} for part in book.iter() if part.tag.endswith("}workbookPr"))
    return _Marker(styles, _EPOCH_1904 if is_1904 else _EPOCH).read(raw)


def _styles(package: ZipFile) -> dict[str, int]:
    """Return the styles of cells that are shown as a month, and those shown in per cent by how many decimals."""
    if "xl/styles.xml" not in package.namelist():
        return {}
    sheet = ET.fromstring(package.read("xl/styles.xml"))  # noqa: S314 - as above
    formats = {"17": "mmm-yy", "9": "0%", "10": "0.00%"}
    formats |= {
        part.get("numFmtId", ""): part.get("formatCode", "") for part in sheet.iter() if part.tag.endswith("}numFmt")
    }
    cells = [part for part in sheet if part.tag.endswith("}cellXfs")]
    ids = [part.get("numFmtId", "") for part in cells[0]] if cells else []
    found = {}
    for style, number in enumerate(ids):
        code = _LITERAL.sub("", formats.get(number, "")).split(";")[0].lower()
        if "%" in code:
            found[str(style)] = len(code.partition("%")[0].partition(".")[2])
        elif "m" in code and "y" in code and not set(code) & set("dhs"):
            found[str(style)] = _MONTH
    return found


def _seen(text: str, style: int, epoch: date) -> str:
    """Write a number as its style shows it: 46266 as sep.26, 0.875 as 87,5 %; "" where it is none of these."""
    try:
        number = Decimal(text)
        if style != _MONTH:
            shown = (number * 100).quantize(Decimal(1).scaleb(-style), ROUND_HALF_UP)
            return f"{shown} %".replace(".", ",")
        day = epoch + timedelta(days=int(number))
    except (InvalidOperation, OverflowError, ValueError):
        return ""
    # Another day than the first was not made of a week by Excel: it is a day, as the parser gives it.
    return f"{_MONTHS[day.month - 1]}.{day.year % 100:02}" if day.day == 1 and day.year >= 2000 else ""


class _Marker:
    """Goes through a sheet's XML for the cells that `_marks` is after."""

    def __init__(self, styles: dict[str, int], epoch: date) -> None:
        self.styles, self.epoch = styles, epoch
        self.found: Marks = {}
        self.style: int | None = None
        self.at = (0, -1)
        self.is_error = self.has_formula = self.has_value = self.inside = False
        self.text = ""

    def read(self, raw: bytes) -> Marks:
        """Read a whole sheet; one that is no XML is left to the parser, which says so."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self.begin
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.say
        try:
            parser.Parse(raw, True)  # noqa: FBT003 - expat's own argument: this is all of it
        except expat.ExpatError:
            return {}
        return self.found

    def begin(self, name: str, about: dict[str, str]) -> None:
        """Meet a row, a cell, its formula or its value."""
        tag = name.rpartition(" ")[2]
        if tag == "row":
            number = about.get("r", "")
            self.at = (int(number) - 1 if number.isdigit() else self.at[0] + (self.at[1] >= 0), -1)
        elif tag == "c":
            found = _CELL.fullmatch(about.get("r", ""))
            self.at = (int(found[2]) - 1, _column(found[1])) if found else (self.at[0], self.at[1] + 1)
            self.is_error, self.has_formula, self.has_value, self.text = about.get("t") == "e", False, False, ""
            self.style = self.styles.get(about.get("s", "")) if about.get("t", "n") == "n" else None
        elif tag == "f":
            self.has_formula = True
        elif tag in {"v", "is"}:
            self.inside = self.has_value = True

    def end(self, name: str) -> None:
        """Leave a value or a cell."""
        tag = name.rpartition(" ")[2]
        if tag == "v":
            self.inside = False
        elif tag == "c" and self.is_error:
            self.found[self.at] = self.text or "#"
        elif tag == "c" and self.has_formula and not self.has_value:
            self.found[self.at] = "=?"
        elif tag == "c" and self.style is not None and (seen := _seen(self.text, self.style, self.epoch)):
            self.found[self.at] = seen

    def say(self, text: str) -> None:
        """Keep the words of a value."""
        if self.inside and (self.is_error or self.style is not None):
            self.text += text


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _rows(sheet: CalamineSheet, marks: Marks) -> Iterator[list[str]]:
    """Return a sheet's rows from its first one on, as text."""
    top, left = sheet.start or (0, 0)
    for _ in range(top):
        yield []
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), start=top):
        yield [""] * left + [
            marks.get((number, at)) or _text(cell) if marks else _text(cell) for at, cell in enumerate(row, start=left)
        ]


def _text(cell: object) -> str:
    """Write a cell as a person would type it: 12, 6,5, ja, 2026-11-09."""
    if isinstance(cell, str):
        return cell.replace("\0", "")
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        plain = f"{cell:.15g}"
        plain = f"{cell:.12f}".rstrip("0").rstrip(".") if "e" in plain else plain
        # A number of a workbook is no text: a fourth decimal keeps 1,204 from being taken for a thousand and some.
        plain += "0" if plain[-4:-3] == "." else ""
        return plain.replace(".", ",")
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _write(sheet: CalamineSheet, marks: Marks, most: tuple[int, int, int]) -> str:
    rows, columns, signs = most
    if sheet.end and (sheet.end[0] >= rows or sheet.end[1] >= columns):
        raise _RefusedError(TOO_LARGE)
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    for row in _rows(sheet, marks):
        writer.writerow(row)
        if out.tell() > signs:
            raise _RefusedError(TOO_LARGE)
    return out.getvalue()


def _read(data: bytes, unpacked: int, most: tuple[int, int, int], wanted: str) -> str:
    package = _open(data, unpacked)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            sheets = _sheets(workbook)
            names = [sheet.name for sheet in sheets]
            chosen = [sheet for sheet in sheets if sheet.name == wanted] if wanted else sheets
            if len(chosen) != 1:
                return json.dumps({"sheets": names, "merged": False, "read": False}) + "\n"
            sheet = chosen[0]
            text = _write(sheet, _marks(package, sheet.name), most)
            merged = bool(sheet.merged_cell_ranges)
            return json.dumps({"sheets": names, "merged": merged, "read": True}) + "\n" + text
    except PasswordError as error:
        raise _RefusedError(LOCKED) from error
    except (CalamineError, KeyError, ValueError, OSError, ET.ParseError, BadZipFile) as error:
        raise _RefusedError(NOT_A_WORKBOOK) from error
    except MemoryError as error:
        raise _RefusedError(TOO_LARGE) from error


def _main() -> int:
    _limit()
    unpacked, *most = map(int, sys.argv[1:5])
    wanted = sys.argv[5] if len(sys.argv) > 5 else ""
    try:
        text = _read(sys.stdin.buffer.read(), unpacked, (most[0], most[1], most[2]), wanted)
    except _RefusedError as refused:
        return refused.status
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(_main())
