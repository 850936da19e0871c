"""Identity numbers in a file: their cells are emptied, told and mended; the file itself is never thrown away."""

from time import process_time

import pytest
from sqlalchemy import select

from tests.text.invented import DUF_NUMBER, FNR
from tracker.models.base import db
from tracker.models.imports import Upload
from tracker.services.imports import upload_store
from tracker.services.imports.file.faults import FileError, FileFault, RowFault
from tracker.services.imports.file.header_row import Column
from tracker.services.imports.file.kept_sheets import read_sheets, unpack
from tracker.services.imports.file.screened_cells import screened

HEAD = "Indikator;Uke;Teller;Nevner;Merknad;Født;Nr"
CHAIR = "Satte legen seg ned under visitten?"


def kept(access, *rows):
    data = "\n".join([HEAD, *rows, f"{CHAIR};44/2026;6;9;;;"]) + "\n"
    return upload_store.keep(access, name="tall.csv", data=data.encode())


CASES = {
    "a column that is not taken in": (f"{CHAIR};45/2026;7;9;;;{FNR.figures}", [6], []),
    "day and rest side by side": (f"{CHAIR};45/2026;7;9;;17.05.1938;{FNR.rest}", [], None),
    "a note": (f"{CHAIR};45/2026;7;9;pas. {FNR.six} {FNR.rest};;", [4], [Column.NOTE]),
    "a number": (f"{CHAIR};45/2026;{FNR.figures};9;;;", [2], [Column.NUMERATOR]),
    "a Danish one": (f"{CHAIR};45/2026;7;9;010190-1234;;", [4], [Column.NOTE]),
    "a DUF number": (f"{CHAIR};45/2026;7;9;;{DUF_NUMBER.figures};", [5], []),
    "a lost zero": (f"{CHAIR};45/2026;7;9;;;5810010004", [6], []),
}


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case[2] is not None])
def test_a_cell_with_a_number_is_emptied_and_told(inside, name):
    row, places, columns = CASES[name]
    access = inside("ali")
    upload = kept(access, row)
    found = upload_store.examine(access, upload)
    assert found.blanked == {2: frozenset(places)}
    assert [fault.column for fault in found.checked.faults] == columns
    assert {fault.fault for fault in found.checked.faults} <= {RowFault.IDENTITY_NUMBER}
    assert found.checked.ready == 2 - len(columns)


def test_no_text_that_is_kept_holds_a_number(inside):
    access = inside("ali")
    rows = [f"{CHAIR};45/2026;7;9;;{FNR.dd}.{FNR.mm}.{FNR.yyyy};{FNR.rest}", f"{CHAIR};43/2026;7;9;{FNR.figures};;"]
    kept(access, *rows)
    text = unpack(db.session.scalars(select(Upload.data)).one())[""].text
    assert FNR.rest not in text
    assert len(text.splitlines()) == 4


@pytest.mark.parametrize("day", ["17.05.2038", "2038-05-17", "17. mai 2038", "170538", "20380517", "17/5/2038"])
def test_a_number_split_over_neighbours_is_emptied_in_both(day):
    rows = [["Fall", day, FNR.rest, "3"], ["Fall", day, "", FNR.rest]]
    assert screened(rows).blanked == {1: {1, 2}, 2: {1, 3}}


def test_what_was_emptied_is_mended_and_screened_again(inside):
    access = inside("ali")
    upload = kept(access, f"{CHAIR};45/2026;7;9;{FNR.figures};;")
    upload_store.mend(upload, {(2, 4): f"pas {FNR.figures}"}, confirmed=False)
    assert [fault.fault for fault in upload_store.examine(access, upload).checked.faults] == [RowFault.IDENTITY_NUMBER]
    upload_store.mend(upload, {(2, 4): "Kort uke"}, confirmed=False)
    found = upload_store.examine(access, upload)
    assert (found.checked.faults, found.blanked) == ([], {})
    assert [line.note for line in found.checked.lines] == ["Kort uke", ""]


def test_what_may_be_a_number_is_asked_about(inside):
    access = inside("ali")
    upload = kept(access, f"{CHAIR};45/2026;7;9;010190 1234;;")
    [fault] = upload_store.examine(access, upload).checked.faults
    assert (fault.fault, fault.column) == (RowFault.CONTACT, Column.NOTE)
    upload_store.mend(upload, {}, confirmed=True)
    assert upload_store.examine(access, upload).checked.faults == []


@pytest.mark.parametrize(
    "data", [b"\n" * 8_000_000, b";" * 8_000_000, b";\n" * 4_000_000, b"a;b\n" + b"\r" * 8_000_000]
)
def test_eight_megabytes_of_nothing_cost_next_to_nothing(data):
    before = process_time()
    with pytest.raises(FileError) as refused:
        read_sheets(data)
    assert refused.value.fault in {FileFault.TOO_MANY_ROWS, FileFault.EMPTY}
    assert process_time() - before < 5


def test_twice_the_rows_take_about_twice_the_time():
    def seconds(rows):
        """Of this process alone: what else the machine does is no fault of the reading."""
        data = f"{HEAD}\n".encode() + f"{CHAIR};2026-11-02;12345;9;{'x 12 ' * 40};;\n".encode() * rows
        before = process_time()
        read_sheets(data)
        return process_time() - before

    seconds(500)
    assert min(seconds(2000) for _ in range(3)) < 4 * min(seconds(1000) for _ in range(3)) + 0.2


def test_a_file_is_read_before_the_first_statement(inside, queries):
    access = inside("ali")
    assert access.user.id
    with queries() as seen, pytest.raises(FileError):
        upload_store.keep(access, name="x", data=b"\n" * 500_000)
    assert seen == []
