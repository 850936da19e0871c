"""Page, paper, slides and workbook say the same of each measure: their numbers are read back out and compared."""

import re
from io import BytesIO

import pytest
from pptx import Presentation
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.web.charted import monday, record
from tracker.models.base import db
from tracker.models.measures import MeasureTarget

PATH = "/teams/kirurgisk-3/report"
COUNTS = (9, 11, 8, 12, 10, 9, 13, 8, 11, 10, 12, 9, 19, 20, 18, 21, 19, 22, 20, 23, 21, 22)


def folded(text):
    return " ".join(text.replace("\xa0", " ").split())


@pytest.fixture
def shown(as_, cast):
    """The same report in all its shapes, as Nora gets them."""
    nora = cast.people["nora"]
    for week, count in enumerate(COUNTS, start=10):
        if week != 14:
            record(cast.chair, nora, monday(week), count, 25)
    for week in range(10, 20):
        record(cast.falls, nora, monday(week), week % 3, 400)
    db.session.commit()
    visitor = as_("nora")
    paper = PdfReader(BytesIO(visitor.get(f"{PATH}.pdf").body))
    return {
        "page": visitor.get(PATH),
        "paper": folded(" ".join(page.extract_text() for page in paper.pages)),
        "slides": list(Presentation(BytesIO(visitor.get(f"{PATH}.pptx").body)).slides),
        "book": CalamineWorkbook.from_filelike(BytesIO(visitor.get(f"{PATH}.xlsx").body)),
        "table": visitor.get(f"/teams/kirurgisk-3/measures/{cast.chair.id}-{cast.chair.slug}"),
        "chair": cast.chair,
    }


def chart_of(slide):
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


def sheet_of(shown):
    names = [name for name in shown["book"].sheet_names if name.startswith(shown["chair"].name[:20])]
    return shown["book"].get_sheet_by_name(names[0]).to_python(skip_empty_area=False)


def slide_of(shown):
    name = shown["chair"].name
    return next(s for s in shown["slides"] if any(x.has_text_frame and x.text_frame.text == name for x in s.shapes))


def test_the_verdict_is_the_same_everywhere(shown):
    summary = folded(shown["page"].one(".a-v").get_text())
    assert summary in shown["paper"]
    slide = slide_of(shown)
    assert summary.startswith(folded(slide.shapes.title.text))
    assert folded(slide.notes_slide.notes_text_frame.text).startswith(summary)
    assert summary in folded(sheet_of(shown)[1][0])
    assert summary == folded(shown["table"].one("p.verdict").get_text())


def test_the_three_numbers_are_the_same_on_page_and_paper(shown):
    numbers = [folded(each.get_text()) for each in shown["page"].select(".a-n dd:first-of-type")]
    assert len(numbers) == 3
    assert all(number in shown["paper"] for number in numbers)
    said = {folded(shape.text_frame.text) for shape in slide_of(shown).shapes if shape.has_text_frame}
    assert numbers[0] in said


def test_each_point_is_the_same_in_table_slide_notes_and_workbook(shown):
    values = list(chart_of(slide_of(shown)).plots[0].series[0].values)
    rows = sheet_of(shown)[5:]
    cells = [row[5] if row[5] != "" else None for row in rows]
    assert values == cells
    assert values[4] is None
    cells = [folded(line.get_text(" ", strip=True)) for line in shown["table"].select(".card table tbody tr")]
    told = [re.search(r"(\d+) %|ikke målt", line) for line in cells[: len(values)]][::-1]
    for value, found in zip(values, told, strict=True):
        assert (value is None) == (found[1] is None)
        assert value is None or round(value * 100) == int(found[1])
    notes = slide_of(shown).notes_slide.notes_text_frame.text.splitlines()
    assert len([line for line in notes if line.startswith("Uke ")]) == len(values)


def test_each_line_is_the_same_on_slide_and_in_workbook(shown):
    series = {line.name: list(line.values) for line in list(chart_of(slide_of(shown)).plots[0].series)[1:]}
    head, *rows = sheet_of(shown)[4:]
    assert any(name.startswith("Median") for name in series)
    for at, (name, values) in enumerate(series.items(), start=6):
        assert head[at] == name
        assert [row[at] if row[at] != "" else None for row in rows] == values


def test_the_goal_is_the_same(shown):
    aims = db.session.scalars(select(MeasureTarget).where(MeasureTarget.measure_id == shown["chair"].id)).all()
    names = [line.name for line in chart_of(slide_of(shown)).plots[0].series]
    assert ("Mål" in names) == bool(aims)
