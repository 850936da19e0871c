"""Workbooks: read back by another library, every cell is what it says it is."""

from datetime import UTC, date, datetime
from io import BytesIO

from python_calamine import CalamineWorkbook

from tracker.documents.workbook import ListSheet, SheetColumn, workbook

MADE = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


def write(*tables):
    return workbook(tables, title="Oversikt", author="Øyehøyde", made=MADE)


def read(content, sheet=0):
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(sheet).to_python()


def test_numbers_days_and_texts_are_themselves():
    table = ListSheet(
        "Team", [SheetColumn("Navn"), SheetColumn("Dag"), SheetColumn("Andel", "0 %"), SheetColumn("Tom")],
        [("Kirurgisk 3", date(2026, 11, 2), 0.5, None)], ["Delt på alle"],
    )  # fmt: skip
    head, row, *rest = read(write(table))
    assert head == ["Navn", "Dag", "Andel", "Tom"]
    assert row == ["Kirurgisk 3", date(2026, 11, 2), 0.5, ""]
    assert rest[-1][0] == "Delt på alle"


def test_a_text_is_no_formula_and_no_link():
    rows = [("=1+1",), ("https://example.no",), ("{=A1}",), ("007",)]
    content = write(ListSheet("Ark", [SheetColumn("Tekst")], rows))
    assert read(content)[1:] == [["=1+1"], ["https://example.no"], ["{=A1}"], ["007"]]


def test_the_same_tables_are_the_same_bytes():
    table = ListSheet("Ark", [SheetColumn("Tall")], [(1,)])
    assert write(table) == write(table)


def test_any_name_is_given_to_a_sheet_and_none_twice():
    names = ["Satte legen seg?", "satte legen seg/", "x" * 40, "x" * 50, "'", ""]
    content = write(*(ListSheet(name, [SheetColumn("Tall")], []) for name in names))
    given = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names
    assert given == ["Satte legen seg", "satte legen seg 2", "x" * 31, "x" * 29 + " 2", "1", "1 2"]
