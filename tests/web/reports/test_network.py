"""A network's report: page, slides and workbook say the same, each reader gets what she may, and the host gets all."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from pptx import Presentation
from python_calamine import CalamineWorkbook

from tests.web.networked import BETTER, EVEN, NAME, PAGE, WORSE, due, put_measure, put_team
from tracker.models.base import db
from tracker.models.measures import CatalogueMeasure
from tracker.models.networks import NetworkTeam

REPORT = f"{PAGE}/report"


def folded(text):
    return " ".join(str(text).replace("\xa0", " ").split())


@pytest.fixture
def teams(cast):
    """Three teams at work with the library's measure: one better, one worse, one that varies by chance."""
    return [
        put_team(cast, "Slagenheten", WORSE),
        put_team(cast, "Barneposten", BETTER),
        put_team(cast, "Akuttmottaket", EVEN, weeks_ago=0),
    ]


def book(answer):
    return CalamineWorkbook.from_filelike(BytesIO(answer.body))


def sheet(found, name):
    return found.get_sheet_by_name(name).to_python(skip_empty_area=False)


def line_of(rows, first):
    return next(at for at, row in enumerate(rows) if row[0] == first)


def measure_sheet(found):
    return sheet(found, next(name for name in found.sheet_names if name.startswith("«Hva er viktig")))


def stand_slide(deck):
    return next(each for each in deck.slides if each.shapes.title.text.startswith("Av "))


def table_of(page):
    table = page.select("table.data")[0]
    return [[folded(cell.get_text()) for cell in row.select("th, td")] for row in table.select("tbody tr")]


def test_page_slides_and_workbook_say_the_same_of_each_team(as_, teams):
    ingrid = as_("ingrid")
    page, found = ingrid.get(REPORT), book(ingrid.get(f"{REPORT}.xlsx"))
    deck = Presentation(BytesIO(ingrid.get(f"{REPORT}.pptx").body))
    says = folded(page.one(".card .verdict").get_text()).removesuffix(".")
    assert says == "Av 3 team: 1 viser forverring, 1 viser bedring"
    slide, rows = stand_slide(deck), measure_sheet(found)
    assert slide.shapes.title.text == says == rows[1][0]
    shown = table_of(page)
    assert [row[0] for row in shown] == ["Slagenheten", "Akuttmottaket", "Barneposten"]
    notes = slide.notes_slide.notes_text_frame.text.splitlines()
    assert [folded(line) for line in notes[-3:]] == [" ".join(part for part in row if part) for row in shown]
    first = line_of(rows, "Team") + 1
    for row, (team, verdict, last, _when, centre, goal) in zip(rows[first : first + 3], shown, strict=True):
        assert (row[0], row[1], row[2]) == (team, verdict, due())
        told = [f"{round(100 * value)} %" if value != "" else "" for value in row[5:8]]
        assert told == [last, centre, goal]
        assert row[3] / row[4] == pytest.approx(row[5], abs=0.001)


def test_counts_of_teams_are_native_charts_that_are_told_in_words(as_, teams):
    ingrid = as_("ingrid")
    slide = stand_slide(Presentation(BytesIO(ingrid.get(f"{REPORT}.pptx").body)))
    [frame] = [shape for shape in slide.shapes if shape.has_chart]
    plot = frame.chart.plots[0]
    counts = dict(zip(plot.categories, plot.series[0].values, strict=True))
    assert counts == {"Forverring": 1, "Står stille": 1, "Bedring": 1}
    assert "forverring 1, står stille 1, bedring 1" in frame._element.xpath(".//p:cNvPr")[0].get("descr")
    rows = measure_sheet(book(ingrid.get(f"{REPORT}.xlsx")))
    at = line_of(rows, "Vurdering")
    assert {row[0]: row[1] for row in rows[at + 1 : at + 4]} == counts
    with ZipFile(BytesIO(ingrid.get(f"{REPORT}.xlsx").body)) as file:
        drawings = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/drawings/drawing")]
        assert "forverring 1, står stille 1, bedring 1" in drawings[0]
        assert not [name for name in file.namelist() if b"<f>" in file.read(name) and "worksheets" in name]


def test_all_together_is_the_curve_of_the_page_of_all_together(as_, teams):
    ingrid = as_("ingrid")
    together = ingrid.get(f"{PAGE}/together")
    newest = [folded(cell.get_text()) for cell in together.select("table.data tbody tr")[0].select("td")]
    page, rows = ingrid.get(REPORT), measure_sheet(book(ingrid.get(f"{REPORT}.xlsx")))
    last = rows[-1]
    assert [f"{last[3]:.0f}", f"{last[4]:.0f}", f"{round(100 * last[5])} %"] == newest[:3]
    assert last[rows[line_of(rows, "Periode")].index("Team som bidro")] == 3
    summary = folded(together.select(".chartcard p.verdict")[0].get_text())
    assert summary in page.words
    slides = Presentation(BytesIO(ingrid.get(f"{REPORT}.pptx").body)).slides
    drawn = [each for each in slides if summary.startswith(folded(each.shapes.title.text))]
    assert len(drawn) == 1
    [frame] = [shape for shape in drawn[0].shapes if shape.has_chart]
    assert frame.chart.plots[0].series[0].values[-1] == pytest.approx(last[5])


def test_another_team_gets_verdicts_and_its_own_numbers_only(as_, cast, teams):
    cast.network.teams_see_each_other = True
    db.session.add(NetworkTeam(network_id=cast.network.id, team_id=cast.other_team.id, joined_on=date(2026, 1, 5)))
    db.session.commit()
    per = as_("per")
    rows = measure_sheet(book(per.get(f"{REPORT}.xlsx")))
    first = line_of(rows, "Team") + 1
    assert rows[first][:2] == ["Slagenheten", "Forverring"]
    assert all(cell == "" for row in rows[first : first + 3] for cell in row[2:8])
    assert {row[2] for row in table_of(per.get(REPORT))} == {"Holdt tilbake"}
    deck = Presentation(BytesIO(per.get(f"{REPORT}.pptx").body))
    assert "Holdt tilbake" in stand_slide(deck).notes_slide.notes_text_frame.text
    per.get(f"{PAGE}/everything.xlsx", 403)
    assert "Alt om nettverket" not in per.get(REPORT).words


def test_an_advisor_has_the_teams_she_follows(as_, cast, teams):
    put_team(cast, "Andre steder", EVEN, organisation="Storfjell kommune")
    assert "Andre steder" not in as_("kari").get(REPORT).words


def test_all_of_the_network_holds_each_number_each_deed_and_no_reader_but_the_host(as_, cast, teams):
    ingrid = as_("ingrid")
    found = book(ingrid.get(f"{PAGE}/everything.xlsx"))
    assert found.sheet_names[0] == "Teamene"
    assert found.sheet_names[-5:] == ["Mål", "Tiltak", "Tester", "Samlinger", "Avtaler"]
    names = {row[0] for row in sheet(found, "Teamene")[1:]}
    assert {"Slagenheten", "Barneposten", "Akuttmottaket"} <= names
    rows = [row for row in measure_sheet(found)[1:] if row[0] == "Slagenheten"]
    assert len(rows) == len(WORSE)
    assert rows[-1][1] == due()
    assert rows[-1][2] / rows[-1][3] == pytest.approx(rows[-1][4], abs=0.001)


@pytest.mark.parametrize("path", [REPORT, f"{REPORT}.xlsx", f"{REPORT}.pptx", f"{PAGE}/everything.xlsx"])
def test_more_teams_cost_no_more_queries(as_, cast, teams, queries, path):
    ingrid = as_("ingrid")
    ingrid.get(path)
    with queries() as few:
        ingrid.get(path)
    for number in range(6):
        put_team(cast, f"Team {number}", EVEN)
    with queries() as many:
        ingrid.get(path)
    assert len(many) == len(few)


@pytest.mark.parametrize("who", ["ingrid", "nora"])
def test_more_measures_cost_no_more_queries(as_, cast, teams, queries, who):
    cast.network.teams_see_each_other = True
    db.session.commit()
    person = as_(who)
    person.get(REPORT)
    with queries() as few:
        person.get(REPORT)
    ready = db.session.query(CatalogueMeasure).filter(CatalogueMeasure.key != "matters_asked").limit(3).all()
    for number, each in enumerate(ready):
        for team in teams:
            put_measure(cast, team, f"Indikator {number}", EVEN, catalogue_id=each.id)
    with queries() as many:
        page = person.get(REPORT)
    assert len(page.select("section.card .verdict")) == 4
    assert len(many) == len(few)


def test_a_network_with_no_numbers_has_its_files_all_the_same(as_):
    shown = as_("ingrid").get(REPORT)
    assert shown.h1 == "Nettverksrapport"
    assert as_("ingrid").get(f"{REPORT}.pptx").body[:2] == b"PK"
    assert as_("ingrid").get(f"{REPORT}.xlsx").body[:2] == b"PK"


def test_the_report_is_reached_from_all_together_and_from_about(as_, teams):
    ingrid = as_("ingrid")
    assert [each.get_text(strip=True) for each in ingrid.get(f"{PAGE}/together").select("main .btn-primary")] == [
        "Last ned nettverksrapporten"
    ]
    for page in (f"{PAGE}/together", f"{PAGE}/about"):
        assert REPORT in ingrid.get(page).links()
    assert NAME in ingrid.get(REPORT).words
