"""What a file may look like, and what is no table of measurements."""

import pytest

from tests.services.imports.files import CHAIR, HEAD, row, rows, sheet
from tracker.services.imports.file.faults import FileError, FileFault
from tracker.services.imports.file.header_row import Column, guess
from tracker.services.imports.file.table import Limits
from tracker.services.imports.whole_file import import_measurements


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_save_is_read(ali, encoding, separator, ending):
    cells = [
        ("TEAM", "Indikator", "Periode", "Teller", "Nevner", "ÅRSAK", "Merknad"),
        (),
        ("kirurgisk-3", CHAIR, "45/2026", "7,0", "9", "", 'Sagt: "på tå"'),
        ("", "", "", "", "", "", ""),
        ("kirurgisk-3", CHAIR, "44/2026", "-", "-"),
    ]
    quoted = [separator.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in cells]
    report = import_measurements(ending.join(quoted).encode(encoding), by=ali)
    assert report.checked.faults == []
    assert [(r.numerator, r.not_measured, r.note) for r in rows()] == [(None, True, ""), (7, False, 'Sagt: "på tå"')]


def test_the_separator_may_be_declared(ali):
    head = "sep=|\nteam|measure|period|numerator|denominator\n"
    import_measurements(
        sheet("kirurgisk-3|visittid|45/2026||\nkirurgisk-3|satte-legen-seg|45/2026|7|9\n", head=head), by=ali
    )
    assert len(rows()) == 1


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", FileFault.EMPTY),
        (b"\xef\xbb\xbf\r\n\r\n ; ;\r\n", FileFault.EMPTY),
        (b"PK\x03\x04 and so on", FileFault.NOT_A_WORKBOOK),
        (b"\x89PNG\r\n\x1a\n\x00\x00", FileFault.NOT_TEXT),
        (b"\xff\xfe\x00", FileFault.NOT_TEXT),
        (b"\x81\x8d\x8f", FileFault.NOT_TEXT),
        (b'team;"indi\nkator', FileFault.BROKEN_QUOTES),
        (HEAD.encode() + b'kirurgisk-3;x;"45', FileFault.BROKEN_QUOTES),
        (HEAD.encode() + b"x;" + b"y" * 200_000, FileFault.LONG_CELL),
        (b"%PDF-1.7 and so on\nteam;indikator\n", FileFault.NOT_TEXT),
        (b"{\\rtf1 and so on}", FileFault.NOT_TEXT),
        (b"\xef\xbb\xbf<html><table><tr><td>team", FileFault.NOT_TEXT),
        (b'\n<?xml version="1.0"?><Workbook/>', FileFault.NOT_TEXT),
        ("team;M\u00e5ned;Sp\u00f8rsm\u00e5l".encode("mac-roman"), FileFault.GARBLED),
        ("team;M\u00e5ned".encode("cp865"), FileFault.GARBLED),
        (b"navn;alder\nx;1\n", FileFault.COLUMN_MISSING),
        (b"team;indikator;uke\nx;y;45/2026\n", FileFault.COLUMN_MISSING),
        (b"team;indikator;uke;teller;numerator\nx;y;45/2026\n", FileFault.COLUMN_TWICE),
    ],
)
def test_what_is_no_table_of_measurements_is_refused_whole(ali, data, fault):
    with pytest.raises(FileError) as refused:
        import_measurements(data, by=ali)
    assert refused.value.fault is fault


def test_a_file_has_a_size(ali):
    with pytest.raises(FileError, match="too_large"):
        import_measurements(sheet(row()), by=ali, limits=Limits(most_bytes=20))
    with pytest.raises(FileError, match="too_many_rows"):
        import_measurements(sheet(row(), row(), row()), by=ali, limits=Limits(most_rows=3))


def test_missing_columns_are_named(ali):
    with pytest.raises(FileError) as refused:
        import_measurements(b"team;navn\nx;y\n", by=ali)
    assert refused.value.columns == (Column.MEASURE, Column.PERIOD, Column.VALUE)


def test_a_name_is_folded_as_people_write_it():
    assert guess(("IKKE_MÅLT?", " Periode ", "noe annet", "Årsak")) == {
        0: Column.MISSING,
        1: Column.PERIOD,
        3: Column.MISSING,
    }
