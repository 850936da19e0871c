"""What the command line says of a file."""

import pytest

from tests.services.imports.files import row, sheet
from tracker.services.imports.file.faults import IN_ENGLISH, FileError, FileFault, RowFault
from tracker.services.imports.file.header_row import Column
from tracker.services.imports.report import report_lines, told
from tracker.services.imports.whole_file import import_measurements


def test_a_report_says_what_is_wrong_where_and_what_is_written_over(ali):
    before = sheet(
        row("45/2026", "7", "9"),
        row("44/2026", missing="ferie"),
        row("43/2026", missing="x"),
        row("45/2026", value="6,5", measure="visittid"),
    )
    import_measurements(before, by=ali)
    report = import_measurements(
        sheet(
            row("45/2026", "8", "9"),
            row("44/2026", "8", "9"),
            row("43/2026", "8", "9"),
            row("45/2026", value="6,25", measure="visittid"),
            row("54/2026", "8", "9"),
            row("42/2026", "8", "9", note="a;b"),
        ),
        by=ali,
    )
    assert list(report_lines(report.checked, report.plan, stored=report.stored)) == [
        "Row 6, period: There is no such period. Look at its number and its year. Read: '54/2026'.",
        "Row 7: The row has more cells than the first one. Is a decimal comma read as a separator?",
        "Row 2: Satte legen seg ned under visitten?, 45/2026: 7 of 9 becomes 8 of 9",
        "Row 3: Satte legen seg ned under visitten?, 44/2026: not measured (holiday) becomes 8 of 9",
        "Row 4: Satte legen seg ned under visitten?, 43/2026: not measured becomes 8 of 9",
        "Row 5: Visittid per pasient, 45/2026: 6.5 becomes 6.25",
        "Nothing stored; there are: 0 new, 4 written over, 0 there already, 0 without numbers, 2 with something wrong.",
    ]


def test_a_report_shows_the_first_of_many(ali):
    weeks = range(1, 26)
    import_measurements(sheet(*(row(f"{week}/2026", "7", "9") for week in weeks)), by=ali)
    data = sheet(*(row(f"{week}/2026", "8", "9") for week in weeks), *(row(f"{week}/2027") for week in weeks))
    report = import_measurements(data, by=ali, skip_errors=True)
    told_lines = list(report_lines(report.checked, report.plan, stored=report.stored))
    assert told_lines[20] == "... and 5 more rows."
    assert told_lines[-2] == "... and 5 more rows written over."
    assert told_lines[-1].startswith("Stored: 0 new, 25 written over")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (FileError(FileFault.EMPTY), "The file has no rows."),
        (
            FileError(FileFault.BROKEN_QUOTES, row=7),
            "Row 7: A quotation mark is not closed, or something stands after it.",
        ),
        (
            FileError(FileFault.COLUMN_MISSING, columns=(Column.TEAM, Column.PERIOD)),
            "The first row must name every column that is needed. (team, period)",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_line(error, sentence):
    assert told(error) == sentence


def test_every_fault_has_its_sentence():
    assert set(IN_ENGLISH) == {*FileFault, *RowFault}
