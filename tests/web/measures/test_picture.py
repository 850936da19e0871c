"""The row under a chart: a closer look that works without scripts, settings for who may, and the chart as files."""

import struct
from xml.etree import ElementTree as ET

import pytest

from tests.web.charted import TEAM

SVG = "{http://www.w3.org/2000/svg}"
TEAM_PAGE = "/teams/kirurgisk-3"


def test_the_drawing_says_what_the_page_says(as_, chair, page):
    nora = as_("nora")
    shown = nora.get(page)
    answer = nora.get(f"{TEAM}/{chair.id}/chart.svg")
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    said = " ".join(text.text for text in ET.fromstring(answer.body).iter(f"{SVG}text"))
    assert shown.one(".chartcard .tag").get_text() in said
    for word in shown.one(".verdict").get_text().split(" "):
        assert word in said
    assert "Øyehøyde" in said


@pytest.mark.parametrize("name", ["nora", "siv", "kari", "ingrid"])
def test_nobody_who_recorded_is_named_in_it(as_, chair, name):
    drawing = as_(name).get(f"{TEAM}/{chair.id}/chart.svg").body.decode()
    assert "Ali Hassan" not in drawing
    assert "Nora" not in drawing


@pytest.mark.parametrize("ending", ["svg", "png", "csv"])
def test_files_are_named_by_team_measure_and_day(as_, chair, ending):
    path = f"{TEAM}/{chair.id}.csv" if ending == "csv" else f"{TEAM}/{chair.id}/chart.{ending}"
    said = as_("siv").get(path).headers["Content-Disposition"]
    assert said == f'attachment; filename="kirurgisk-3-satte-legen-seg-2026-11-11.{ending}"'


def test_the_png_is_made_of_it(as_, chair):
    answer = as_("siv").get(f"{TEAM}/{chair.id}/chart.png")
    assert answer.headers["Content-Type"] == "image/png"
    assert struct.unpack(">II", answer.body[16:24]) == (1200, 675)


@pytest.mark.parametrize("where", ["page", "team"])
def test_the_row_is_the_same_on_both_pages(as_, chair, page, where):
    shown = as_("nora").get(page if where == "page" else TEAM_PAGE)
    row = shown.one(".ct")
    assert row["role"] == "group"
    assert [each.get_text(" ").strip() for each in row.select(".btn")] == [
        "Utforsk", "Diagramvalg", "Kopier bildet", "Last ned",
    ]  # fmt: skip
    assert [link["href"].rsplit("/", 1)[1] for link in row.select(".ct-menu a")] == [
        "chart.png", "chart.svg", "chart.pptx", f"{chair.id}.csv",
    ]  # fmt: skip
    assert row.select_one("[data-behaviour=copy-picture]").has_attr("hidden"), "copying needs scripts"


@pytest.mark.parametrize(("name", "sees"), [("nora", True), ("ali", False), ("siv", False)])
def test_settings_are_there_for_who_may_decide(as_, chair, page, name, sees):
    for shown in (as_(name).get(page), as_(name).get(TEAM_PAGE)):
        assert ("Diagramvalg" in shown.one(".ct").get_text()) is sees
    assert as_(name).get(f"{TEAM}/{chair.id}/chart", 200 if sees else 403)


def test_a_closer_look_is_drawn_by_the_server(as_, chair, page):
    siv = as_("siv")
    closed = siv.get(page)
    assert closed.one(".ex").has_attr("hidden")
    start, whole = closed.one(".ct a[data-behaviour]")["href"], len(closed.select(".ex-f .wide g[id]"))
    opened = siv.get(start.split("#")[0])
    assert not opened.one(".ex").has_attr("hidden")
    assert [(link.get_text(), link.get("aria-current")) for link in opened.select(".ex-r a")] == [
        ("Alt", "true"), ("Siste 12 uker", None), ("Siden «Stol på veggen»", None),
    ]  # fmt: skip
    assert len(opened.select(".ex-c .wide g[id]")) == whole
    twelve = siv.get(opened.select(".ex-r a")[1]["href"].split("#")[0])
    assert 0 < len(twelve.select(".ex-c .wide g[id]")) <= 12
    assert twelve.one(".ex-r [aria-current]").get_text() == "Siste 12 uker"
    phase = siv.get(opened.select(".ex-r a")[2]["href"].split("#")[0])
    assert 12 < len(phase.select(".ex-c .wide g[id]")) < whole
    closing = opened.one("[data-close]")["href"].split("#")[0]
    assert siv.get(closing).one(".ex").has_attr("hidden")


def test_a_closer_look_keeps_the_measure_that_the_team_page_shows(as_, chair):
    link = as_("siv").get(f"{TEAM_PAGE}?indicator={chair.id}").one(".ct a[data-behaviour]")["href"]
    assert link.startswith(f"{TEAM_PAGE}?indicator={chair.id}&vis=all#")


@pytest.mark.parametrize("asked", ["13", "", "alt", "9" * 30, "<script>"])
def test_a_stretch_that_is_none_shows_the_page(as_, chair, page, asked):
    assert as_("siv").get(f"{page}?vis={asked}").one(".ex").has_attr("hidden")


def test_no_id_stands_twice_where_the_chart_is_drawn_four_times(as_, chair, page):
    found = [element["id"] for element in as_("nora").get(f"{page}?vis=12").select("[id]")]
    assert len(found) == len(set(found))
