"""Slides: every part can be read, charts are native and right, nothing hides in them, and all is told in words."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from pptx import Presentation
from python_calamine import CalamineWorkbook

from tests.documents.test_paper import CHART, made, measure
from tracker.documents.palette import COLOURS
from tracker.documents.report import ChartFlag, ChartLine, EndLabel, LineKind, PointKind
from tracker.documents.slides.chart import spread
from tracker.documents.slides.deck import fitting
from tracker.documents.slides.team import chart_alone, slides

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SPOILT = '=HYPERLINK("https://example.no")\x07\x0b tegn'
WHOLE = replace(
    CHART,
    labels=[f"uke {week}" for week in range(1, 7)],
    values=[None, 0.4, 0.5, None, 0.8, 0.9],
    points=[*[PointKind.PLAIN] * 3, PointKind.PLAIN, PointKind.BETTER, PointKind.ASIDE],
    lines=[
        ChartLine("Median", LineKind.CENTRE, [0.5] * 3 + [None] * 3),
        ChartLine("Median forlenget", LineKind.EXTENDED, [None] * 2 + [0.5] * 4),
        ChartLine("Mål", LineKind.GOAL, [0.8] * 6),
    ],
    flags=[ChartFlag(2, "intervention", 1.0, "Visittstol"), ChartFlag(3, "test", 1.0, "Minne")],
    ends=[EndLabel("90 %", "last", 0.9), EndLabel("Mål 80 %", "goal", 0.8), EndLabel("Median 50 %", "centre", 0.5)],
)


def deck(*measures, **more):
    return slides(made(measures=list(measures) or [measure(chart=WHOLE)], **more))


def read(content):
    return Presentation(BytesIO(content))


def chart_of(slide):
    return next(shape for shape in slide.shapes if shape.has_chart)


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def parts(content, ending):
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist() if name.endswith(ending)}


def test_there_is_a_slide_for_the_team_each_measure_and_the_request():
    file = read(deck(measure(chart=WHOLE), measure("Hørt?", sentences=["Står stille.", "Mer."], chart=WHOLE)))
    assert [slide.shapes.title.text for slide in file.slides] == [
        "Kirurgisk sengepost 3", "De 11 siste ukene ligger alle over medianen på 58 %", "Står stille",
        "Hvordan får vi kveldslegene til å sette seg?",
    ]  # fmt: skip
    assert file.slide_width / file.slide_height == pytest.approx(16 / 9, abs=0.001)


def test_what_the_request_says_more_stands_under_it():
    last = list(read(deck(help="Hvem kan hjelpe? Vi har prøvd. Det holdt ikke.")).slides)[-1]
    assert last.shapes.title.text == "Hvem kan hjelpe?"
    assert "• Vi har prøvd.\n• Det holdt ikke." in texts(last)
    assert list(read(deck(help="")).slides)[-1].shapes.title.text == "Skriv"


def test_the_chart_is_native_with_a_series_for_each_line_and_gaps_are_gaps():
    chart = chart_of(read(deck()).slides[1]).chart
    found = {series.name: tuple(series.values) for series in chart.plots[0].series}
    assert list(found) == ["Andel", "Median", "Median forlenget", "Mål"]
    assert found["Andel"] == (None, 0.4, 0.5, None, 0.8, 0.9)
    assert found["Mål"] == (0.8,) * 6
    assert list(chart.plots[0].categories) == WHOLE.labels
    tree = chart._chartSpace
    assert [node.get("val") for node in tree.iter(f"{C}dispBlanksAs")] == ["gap"]
    assert [node.get("val") for node in tree.iter(f"{C}autoTitleDeleted")] == ["1"]
    assert {node.get("val") for node in tree.iter(f"{C}smooth")} == {"0"}
    assert [node.get("val") for node in tree.iter(f"{C}tickLblSkip")] == ["4"]
    points = [len(list(series.iter(f"{C}pt"))) for series in tree.iter(f"{C}val")]
    assert points == [4, 3, 4, 6]


def test_a_marked_point_has_a_marker_of_its_own():
    series = chart_of(read(deck()).slides[1]).chart.plots[0].series[0]
    marked = {int(point.find(f"{C}idx").get("val")): point for point in series._element.iter(f"{C}dPt")}
    assert set(marked) == {4, 5}
    assert COLOURS["better"].upper() in etree.tostring(marked[4].find(f"{C}marker")).decode()


def test_all_that_is_no_text_is_told_or_is_an_ornament():
    for slide in read(deck()).slides:
        for shape in slide.shapes:
            [name] = shape._element.xpath(".//p:cNvPr")
            is_ornament = "decorative" in etree.tostring(name).decode()
            assert is_ornament or name.get("descr") or shape.shape_type == 17 or shape.is_placeholder, shape.name
    slide = read(deck()).slides[1]
    told = chart_of(slide)._element.xpath(".//p:cNvPr")[0].get("descr")
    assert "De 11 siste ukene ligger alle over medianen på 58 %. Grensen er 8." in told
    assert "2: Visittstol" in {shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in slide.shapes}


def test_the_notes_hold_the_verdict_and_the_table():
    row = made().measures[0]
    table = replace(row, chart=WHOLE, rows=[])
    notes = read(deck(table)).slides[1].notes_slide.notes_text_frame.text
    assert notes.startswith("De 11 siste ukene ligger alle over medianen på 58 %. Grensen er 8.")
    assert "Periode\tAndel" in notes


def test_each_text_says_its_language_and_nobody_elses_name_is_in_the_file():
    for language, tag in (("nb", "nb-NO"), ("en", "en-GB")):
        content = deck(language=language)
        for name, part in parts(content, ".xml").items():
            if "/slides/" in name or "/notesSlides/" in name:
                runs = etree.fromstring(part).iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr")
                assert {run.get("lang") for run in runs} <= {tag}, name
        core = parts(content, "core.xml")["docProps/core.xml"].decode()
        assert tag in core
        assert core.count("Øyehøyde") == 2
        assert "Canny" not in "".join(part.decode() for part in parts(content, ".xml").values())


def test_odd_signs_and_formulas_do_no_harm():
    spoilt = replace(
        WHOLE,
        labels=[SPOILT] * 6,
        lines=[ChartLine(f"Median, {SPOILT}", LineKind.CENTRE, [0.5] * 6)],
        flags=[ChartFlag(2, "event", 1.0, SPOILT)],
    )
    odd = measure(SPOILT, sentences=[SPOILT], told=SPOILT, chart=spoilt)
    content = slides(made(team=SPOILT, help=SPOILT, company=SPOILT, measures=[odd]))
    for part in parts(content, ".xml").values():
        etree.fromstring(part)
    assert len(read(content).slides) == 3
    for book in parts(content, ".xlsx").values():
        for sheet in parts(book, ".xml").values():
            assert b"<f>" not in sheet


def test_the_inner_workbook_holds_what_the_chart_shows_and_no_more():
    [book] = parts(deck(), ".xlsx").values()
    head, *rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert head == ["", "Andel", "Median", "Median forlenget", "Mål"]
    assert rows[1] == ["uke 2", 0.4, 0.5, "", 0.8]
    assert rows[0][1] == ""


@pytest.mark.parametrize("flags", [1, 2, 12, 60])
def test_flags_never_cover_each_other_nor_leave_the_chart(flags):
    crowded = replace(WHOLE, flags=[ChartFlag(at, "test", 5.0, "Test") for at in range(1, flags + 1)])
    slide = read(deck(measure(chart=crowded))).slides[1]
    found = sorted(
        (shape.left, shape.width) for shape in slide.shapes
        if re.match(r"\d+: ", shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")
    )  # fmt: skip
    assert len(found) >= min(flags, 30)
    assert all(left + width <= after for (left, width), (after, _) in pairwise(found))
    assert found[0][0] > 0


def test_places_keep_their_step_and_their_ends():
    assert spread([1.0, 1.1, 1.2], 0.5, 0.0, 10.0) == [1.0, 1.5, 2.0]
    assert spread([9.9, 10.0], 0.5, 0.0, 10.0) == [9.5, 10.0]


def test_a_long_verdict_is_smaller_and_whole():
    long = "De siste ukene " * 12 + "."
    title = read(deck(measure(sentences=[long], chart=WHOLE))).slides[1].shapes.title
    assert title.text == long.removesuffix(".")
    assert title.text_frame.paragraphs[0].runs[0].font.size.pt < 29
    assert fitting("Kort", 12, (29, 26), 1) == 29


def test_a_measure_without_numbers_is_a_slide_without_a_chart():
    slide = read(deck(measure(chart=None, sentences=["Ingen målinger ennå."]))).slides[1]
    assert not any(shape.has_chart for shape in slide.shapes)


def test_a_chart_alone_is_one_slide():
    content = chart_alone(
        measure(chart=WHOLE), team="Kirurgisk", product="Øyehøyde", language="nb", day=made().day, table="Tallene"
    )
    [slide] = read(content).slides
    assert chart_of(slide)


def test_the_colours_of_files_are_those_of_the_pages():
    sheet = (Path(__file__).parents[2] / "static" / "css" / "tokens.css").read_text()
    light = dict(re.findall(r"--([\w-]+):\s*#([0-9a-f]{6});", sheet[: sheet.index("@media")]))
    assert {name: light[name] for name in COLOURS} == dict(COLOURS)
