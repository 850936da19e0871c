"""Files to survive: each is read, or refused with what is wrong, and nothing of a refused one is stored."""

import io
import struct
import zipfile
from datetime import date

import pytest
from sqlalchemy import select

from tests.workbooks import DAY, PERCENT, rows, workbook
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.services.imports.file.faults import FileError, FileFault, RowFault
from tracker.services.imports.file.header_row import Column
from tracker.services.imports.file.table import Limits, read_table
from tracker.services.imports.report import told
from tracker.services.imports.whole_file import ImportStage, import_measurements
from tracker.services.measurements.entries import Entry

HEAD = ("Indikator", "Uke", "Teller", "Nevner", "Verdi")
CHAIR, MINUTES = "satte-legen-seg", "visittid"


@pytest.fixture
def take(ali, inside):
    """Import a file into the team, as a member."""
    return lambda data, **options: import_measurements(data, by=ali, team=inside("ali"), **options)


def stored():
    query = select(Measurement).order_by(Measurement.measure_id, Measurement.period_start)
    return [(row.period_start, Entry.of(row)) for row in db.session.scalars(query)]


def faults(report):
    return [(fault.row, fault.column, fault.fault) for fault in report.checked.faults]


def refused(data, **options):
    with pytest.raises(FileError) as error:
        read_table(data, **options)
    assert told(error.value)
    return error.value


def sheet(*lines, head=HEAD, name="Tall", **options):
    return workbook((name, rows(head, *lines, **options)))


def test_a_workbook_is_read_as_it_is_seen(take):
    report = take(
        sheet(
            (CHAIR, "45/2026", 7, 9),
            (CHAIR, (46337, DAY), 8.0, 9),
            (),
            (MINUTES, "2026-W45", None, None, 6.5),
            (MINUTES, "44/2026", None, None, (0.1 + 0.2, PERCENT)),
        )
    )
    assert (report.stored, faults(report)) == (True, [])
    assert stored() == [
        (date(2026, 11, 2), Entry(numerator=7, denominator=9)),
        (date(2026, 11, 9), Entry(numerator=8, denominator=9)),
        (date(2026, 10, 26), Entry(value=0.3)),
        (date(2026, 11, 2), Entry(value=6.5)),
    ]


def test_a_day_that_became_a_number_is_read_as_the_day_and_told(take):
    report = take(b"Indikator;Uke;Verdi\nvisittid;46330;6,5\nvisittid;46323,0;7\n")
    assert [start for start, _ in stored()] == [date(2026, 10, 26), date(2026, 11, 2)]
    assert (report.checked.serial.text, report.checked.serial.day) == ("46330", date(2026, 11, 4))


def test_five_figures_are_never_taken_for_a_week(take):
    """42026 is 22 January 2015 in Excel; read as "week 4 of 2026" it would be a number in the wrong year."""
    take(b"Indikator;Uke;Verdi\nvisittid;42026;6,5\n")
    assert [start for start, _ in stored()] == [date(2015, 1, 19)]


def test_an_error_in_a_workbook_is_told_and_is_not_an_empty_cell(take):
    report = take(
        sheet(
            (CHAIR, "45/2026", 7, "#DIV/0!"),
            (MINUTES, "45/2026", None, None, b"<c><f>A1/B1</f></c>"),
            (MINUTES, "#REF!", None, None, 6),
            (MINUTES, "44/2026", None, None, b"<c><f>1+1</f><v>2</v></c>"),
        ),
        skip_errors=True,
    )
    assert faults(report) == [
        (2, Column.DENOMINATOR, RowFault.EXCEL_ERROR),
        (3, Column.VALUE, RowFault.EXCEL_ERROR),
        (4, Column.PERIOD, RowFault.EXCEL_ERROR),
    ]
    assert stored() == [(date(2026, 10, 26), Entry(value=2))]


def test_titles_above_the_columns_are_passed_over(take):
    title = ("Kirurgisk sengepost 3, tall for 2026",)
    take(workbook(("Tall", rows(title, (), HEAD, (MINUTES, "45/2026", None, None, 6), merged=("A1:E1",)))))
    assert stored() == [(date(2026, 11, 2), Entry(value=6))]


def test_merged_headings_are_noticed(take):
    head = ("Uke 45", None, "Uke 46", None)
    table = read_table(sheet((1, 2, 3, 4), head=head, merged=("A1:B1", "C1:D1")))
    assert (table.merged, table.header) == (True, ("Uke 45", "", "Uke 46"))
    with pytest.raises(FileError, match="column_missing"):
        take(sheet((1, 2), head=head))


def test_of_several_sheets_one_must_be_named(take):
    two = workbook(("Høst", rows(HEAD, (MINUTES, "45/2026", None, None, 6))), ("Vår", rows(HEAD)), ("Tomt", rows()))
    assert refused(two).sheets == ("Høst", "Vår")
    assert refused(two, sheet="Tomt").fault is FileFault.SHEETS
    assert refused(two, sheet="x\0y").fault is FileFault.SHEETS
    take(two, sheet="Høst")
    assert len(stored()) == 1


def test_a_hidden_sheet_is_not_read(take):
    take(
        workbook(("Tall", rows(HEAD, (MINUTES, "45/2026", None, None, 6))), ("Lister", rows(HEAD)), hidden=("Lister",))
    )
    assert len(stored()) == 1


def lying_bomb():
    """A sheet that says it is a thousand bytes, and is hundreds of megabytes."""
    data = workbook(("T", f"<sheetData>{'<row><c><v>1</v></c></row>' * 12_000_000}</sheetData>"))
    size = zipfile.ZipFile(io.BytesIO(data)).getinfo("xl/worksheets/sheet1.xml").file_size
    return data.replace(struct.pack("<I", size), struct.pack("<I", 1000))


def corners():
    """Two cells so far apart that the cells between them are seventeen thousand million."""
    far = '<row r="9"><c r="XFD1048576"><v>1</v></c></row>'
    return workbook(("T", f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{far}</sheetData>'))


def one_text_many_times():
    """A million signs, in a hundred thousand cells."""
    cells = '<c t="s"><v>0</v></c>' * 100
    return workbook(("T", f"<sheetData>{f'<row>{cells}</row>' * 1000}</sheetData>"), shared="x" * 1_000_000)


REFUSED = {
    "a document": (lambda: sheet().replace(b"xl/workbook.xml", b"xl/document.xml"), FileFault.NOT_A_WORKBOOK),
    "a broken package": (lambda: b"PK\x03\x04" + b"x" * 500, FileFault.NOT_A_WORKBOOK),
    "a broken sheet": (lambda: workbook(("T", "<sheetData><row><c></row>")), FileFault.NOT_A_WORKBOOK),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, FileFault.OLD_EXCEL),
    "an empty sheet": (lambda: workbook(("T", rows())), FileFault.EMPTY),
    "a zip bomb": (lambda: workbook(("T", f"<sheetData>{'<row/>' * 45_000_000}")), FileFault.TOO_LARGE_INSIDE),
    "two cells far apart": (corners, FileFault.TOO_LARGE_INSIDE),
    "one text many times": (one_text_many_times, FileFault.TOO_LARGE_INSIDE),
    "too many columns": (lambda: b"a;" * 300 + b"a\n", FileFault.TOO_LARGE_INSIDE),
    "broken letters": (lambda: "Måned;Indikator\n".encode().decode("cp1252").encode(), FileFault.GARBLED),
    "a strange encoding": (lambda: "Måned;Indikator\n".encode("utf-16-le"), FileFault.NOT_TEXT),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_why(name):
    make, fault = REFUSED[name]
    assert refused(make()).fault is fault


def test_a_zip_bomb_that_lies_of_its_size_is_refused():
    assert refused(lying_bomb()).fault in {FileFault.NOT_A_WORKBOOK, FileFault.TOO_LARGE_INSIDE}


def test_two_hundred_megabytes_are_refused_unread():
    assert refused(b"x" * 200, limits=Limits(most_bytes=100)).fault is FileFault.TOO_LARGE
    assert Limits().most_bytes < 200 * 1024 * 1024


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_that_excel_saves_in_is_read(take, encoding):
    take("Indikator;Måned;Teller;Nevner\nFall med skade;mars 2026;3;1204\n".encode(encoding))
    assert stored() == [(date(2026, 3, 1), Entry(numerator=3, denominator=1204))]


def test_a_row_with_other_separators_is_told(take):
    report = take(
        b"Indikator;Uke;Teller;Nevner\nsatte-legen-seg;45/2026;7;9\nsatte-legen-seg,44/2026,7,9\n", skip_errors=True
    )
    assert faults(report) == [(3, None, RowFault.OTHER_SEPARATOR)]
    assert len(stored()) == 1


def test_a_sign_that_separates_nothing_is_not_declared():
    assert read_table(b'sep="\nteam;indikator;uke\n').separator == ";"


def test_the_same_period_twice_is_told(take):
    report = take(sheet((MINUTES, "45/2026", None, None, 6), (MINUTES, (46330, DAY), None, None, 6)), skip_errors=True)
    assert faults(report) == [(3, Column.PERIOD, RowFault.TWICE)]


def test_a_formula_is_stored_as_the_words_it_is(take):
    take(b'Indikator;Uke;Verdi;Merknad\nvisittid;45/2026;6;"=HYPERLINK(""x"")"\n')
    assert db.session.scalars(select(Measurement.note)).one() == '=HYPERLINK("x")'


def test_who_waits_is_told_how_far_it_has_come(take):
    told = []
    take(
        b"Indikator;Uke;Verdi\nvisittid;45/2026;6,5\nvisittid;44/2026;6,5\n",
        watch=lambda stage, done, of: told.append((stage, done, of)),
    )
    assert told[-1] == (ImportStage.STORE, 2, 2)
    assert [done for stage, done, _ in told if stage is ImportStage.CHECK] == sorted(
        done for stage, done, _ in told if stage is ImportStage.CHECK
    )
