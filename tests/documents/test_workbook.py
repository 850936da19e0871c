"""Workbooks: read back by another library, every cell is what it says it is."""

import sys
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


def test_what_a_cell_cannot_hold_damages_no_file():
    texts = ["a & b < c", " rykket inn", "to\nlinjer", "bjelle\x07", "😀" * 20_000]
    content = write(ListSheet("Ark", [SheetColumn("Tekst")], [(text,) for text in texts]))
    read_back = [row[0] for row in read(content)[1:]]
    assert read_back[:3] == texts[:3]
    assert read_back[3].startswith("bjelle")
    assert read_back[4] == "😀" * 16_383


def test_a_long_list_costs_few_steps_a_cell():
    columns = [SheetColumn("Team"), SheetColumn("Dag"), SheetColumn("Teller"), SheetColumn("Verdi", "0 %")]
    rows = [("Kirurgisk 3", date(2026, 11, 2), number, number / 7) for number in range(2000)]
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        content = write(ListSheet("Ark", columns, rows))
    finally:
        sys.setprofile(before)
    assert len(read(content)) == 2001
    assert calls < 2 * 4 * len(rows)
