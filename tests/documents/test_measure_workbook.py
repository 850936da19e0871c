"""A team's workbook: typed cells, gaps that are empty, native charts with words, and nothing that counts by itself."""

from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

from tests.documents.test_paper import measure
from tests.documents.test_slides import SPOILT, WHOLE
from tracker.documents.measure_workbook import WorkbookWords, measure_workbook
from tracker.documents.report import ReportRow

WORDS = WorkbookWords(
    "Oversikt", "Indikator", "Type", "Vurdering", "Siste", "Sier", "Regler", "Periode", "Første dag", "Siste dag",
    "Teller", "Nevner", "Merknad", "Flagg",
)  # fmt: skip
MADE = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


def row(week, value):
    count = None if value is None else value * 10
    texts = (f"Uke {week}", "", "", "", "", "Ferie" if value is None else "")
    return ReportRow(texts, date(2026, 1, week), date(2026, 1, week), count, count and 10, value, 0.5)


ROWS = [row(week, value) for week, value in enumerate(WHOLE.values, start=1)][::-1]


def write(*measures):
    return measure_workbook(measures, WORDS, title="Kirurgisk", author="Øyehøyde", made=MADE)


def read(content, sheet):
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def xml(content, start):
    with ZipFile(BytesIO(content)) as file:
        return [file.read(name).decode() for name in file.namelist() if name.startswith(start)]


def test_a_sheet_looks_over_all_and_each_measure_has_one():
    content = write(measure("Satte / legen seg?", chart=WHOLE, rows=ROWS), measure("satte   legen seg?", chart=None))
    names = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names
    assert len(names) == 3
    assert names[0] == "Oversikt"
    assert [line[0] for line in read(content, 0)] == ["Indikator", "Satte / legen seg?", "satte   legen seg?"]
    assert read(content, 1)[0][0] == "Satte / legen seg?"


def test_cells_are_numbers_and_days_from_the_oldest_and_a_gap_is_empty():
    content = write(measure(chart=WHOLE, rows=ROWS))
    head, *lines = read(content, 1)[4:]
    assert head[:9] == [
        "Periode", "Første dag", "Siste dag", "Teller", "Nevner", "Andel", "Median", "Median forlenget", "Mål",
    ]  # fmt: skip
    assert lines[1][:9] == ["uke 2", date(2026, 1, 2), date(2026, 1, 2), 4.0, 10.0, 0.4, 0.5, "", 0.8]
    assert [line[5] for line in lines] == ["", 0.4, 0.5, "", 0.8, 0.9]
    assert lines[0][-1] == "Ferie"


def test_the_chart_is_native_draws_the_cells_and_is_told_in_words():
    content = write(measure(chart=WHOLE, rows=ROWS))
    [chart] = xml(content, "xl/charts/chart")
    assert chart.count("<c:ser>") == 4
    assert '<c:dispBlanksAs val="zero"/>' not in chart
    [drawing] = xml(content, "xl/drawings/drawing")
    assert "De 11 siste ukene ligger alle over medianen" in drawing


def test_a_text_is_never_a_formula():
    content = write(measure(SPOILT.replace("\x07\x0b", ""), sentences=["=1+1"], chart=WHOLE, rows=ROWS))
    assert not any("<f>" in sheet for sheet in xml(content, "xl/worksheets/sheet"))
