"""Files nobody thought of: whatever comes, it is read or refused with a reason, and every row is accounted for.

A few hundred a run; `TRACKER_FUZZ=10000 make test ARGS=tests/services/test_import_fuzz.py` tries ten thousand.
"""

import csv
import io
import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.workbooks import rows, workbook
from tracker.models.base import db
from tracker.models.measurements import Measurement, RareEvent
from tracker.services.imports import upload_store
from tracker.services.imports.choices import Shape
from tracker.services.imports.file.faults import FileError
from tracker.services.imports.file.header_row import guess
from tracker.services.imports.file.table import read_table
from tracker.services.imports.layout import guess_shape
from tracker.services.imports.report import told
from tracker.services.imports.whole_file import import_measurements
from tracker.services.imports.write import MeanwhileError

EXAMPLES = int(os.environ.get("TRACKER_FUZZ", "150"))
PROCESSES = max(10, EXAMPLES // 100)
"""Workbooks are read by a process each, and cost as much as a hundred texts."""
calm = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

HEADS = st.sampled_from(
    ["Team", "Indikator", "Uke", "Måned", "Dato", "Teller", "Nevner", "Verdi", "Ikke målt", "Merknad", "Notat", "", "x"]
)
SAID = st.sampled_from(
    [
        "kirurgisk-3", "Satte legen seg ned under visitten?", "visittid", "fall-med-skade", "45/2026", "54/2026",
        "44/2026", "2026-W46", "46330", "42026", "mars 2026", "4.11.2026", "2026-11-04", "7", "9", "0", "12,5", "-3",
        "−3", "1 204", "1e5", "#DIV/0!", "=1+1", "83 %", "25/30", "-", "–", "ja", "ferie", "Kort uke", "22 33 44 55",
        "01010012356", "",
    ]
)  # fmt: skip
CELLS = st.one_of(SAID, SAID, SAID, st.text(max_size=12))
TABLES = st.lists(st.lists(CELLS, max_size=9), max_size=8)


def encoded(table, separator, encoding, end):
    """Write a table as a spreadsheet might."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(table)
    return out.getvalue().encode(encoding, "replace")


FILES = st.one_of(
    st.binary(max_size=300),
    st.builds(
        lambda heads, table, separator, encoding, end: encoded([heads, *table], separator, encoding, end),
        st.lists(HEADS, max_size=9),
        TABLES,
        st.sampled_from(";,\t|"),
        st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "latin-1"]),
        st.sampled_from(["\n", "\r\n", "\r"]),
    ),
    st.builds(
        lambda head, table: encoded([head, *table], ";", "utf-8", "\n"),
        st.just(["Indikator", "Uke", "Teller", "Nevner", "Verdi", "Ikke målt", "Merknad"]),
        TABLES,
    ),
)


def stored():
    return sum(db.session.scalar(select(func.count()).select_from(table)) for table in (Measurement, RareEvent))


@calm
@given(data=FILES)
def test_any_file_is_read_or_refused_and_every_row_is_accounted_for(ali, inside, data):
    before = stored()
    try:
        report = import_measurements(data, by=ali, team=inside("ali"), skip_errors=True)
    except FileError as error:
        refused = told(error)
        assert refused
        assert stored() == before
    else:
        checked, plan = report.checked, report.plan
        right = len(checked.lines) + len(checked.events)
        assert plan.changes + plan.same == right
        table = read_table(data)
        if guess_shape(table.header, guess(table.header), lambda _name: False) is Shape.LONG:
            accounted = right + checked.failed + checked.blank + checked.left_out
            assert accounted == sum(1 for _ in table.rows())
        assert stored() == before + len(plan.new) + len(plan.events)
        assert "01010012356" not in " ".join(fault.text for fault in checked.faults)
    finally:
        db.session.rollback()


@calm
@given(data=FILES)
def test_any_file_goes_through_the_wizard_or_is_refused(inside, data):
    access = inside("ali")
    try:
        upload = upload_store.keep(access, name="fuzz", data=data)
        found = upload_store.examine(access, upload)
        cells = {(number, 0): "45/2026" for number, _ in list(found.table.rows())[:2]}
        upload_store.mend(upload, cells, confirmed=True)
        token = upload_store.examine(access, upload).token
        before = stored()
        upload_store.finish(access, upload, token)
        assert stored() >= before
    except (FileError, MeanwhileError):
        pass
    finally:
        db.session.rollback()


@settings(calm, max_examples=PROCESSES)
@given(data=st.data())
def test_any_broken_workbook_is_read_or_refused(data):
    whole = bytearray(workbook(("T", rows(("Indikator", "Uke", "Verdi"), ("visittid", "45/2026", 6)))))
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=20)):
        whole[at] = data.draw(st.integers(0, 255))
    try:
        said = read_table(bytes(whole)).header
    except FileError as error:
        said = told(error)
    assert said
