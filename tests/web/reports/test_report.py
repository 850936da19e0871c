"""A team's report as a page and on paper: for the next samling, with what the team chose, its help and its numbers."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pptx import Presentation
from pypdf import PdfReader

from tests.gathered import facts, plan
from tests.reported import facts as pdf_facts
from tests.web.charted import monday, record
from tests.web.gatherings.test_host import HOURS, TODAY
from tracker.access.network import enter_network
from tracker.access.permissions import Permission
from tracker.documents.paper import PaperError
from tracker.models.base import db
from tracker.services.gatherings.gatherings import Hours
from tracker.web.reports import team as pages

PATH = "/teams/kirurgisk-3/report"
SHARES = (9, 11, 8, 12, 10, 9, 13, 8, 11, 10, 12, 9)


@pytest.fixture
def row(cast):
    host = enter_network(cast.people["ingrid"], "brukermedvirkning", Permission.MANAGE_NETWORK, now=datetime.now(UTC))
    made = plan(host, facts(Hours(TODAY + timedelta(days=12), *HOURS), seats=2))
    db.session.commit()
    return made


@pytest.fixture
def numbers(cast):
    for week, count in enumerate(SHARES, start=10):
        record(cast.chair, cast.people["nora"], monday(week), count, 25)
    db.session.commit()


@pytest.fixture
def nora(as_):
    return as_("nora")


def words(content):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_the_report_is_for_the_next_samling(nora, row, numbers):
    page = nora.get(PATH)
    assert page.h1 == "Kirurgisk sengepost 3"
    assert "Samling" in page.one(".a-h .kind").get_text()
    assert page.one(".rep-bar a.lnk")["href"] == f"/teams/kirurgisk-3/gatherings/{row.id}"
    [large] = page.select(".a-main")
    assert large.h2.get_text() == "Satte legen seg ned under visitten?"
    assert large.select("svg[role=img] desc")


def test_without_a_samling_the_report_stands_all_the_same(nora, numbers):
    page = nora.get(PATH)
    assert page.select(".a-h .kind") == []
    assert page.select(".rep-send") == []
    assert len(page.select(".a-main svg.rc")) == 2


def test_without_numbers_it_says_what_to_do(nora):
    assert "Når dere måler noe, skrives rapporten av tallene deres." in nora.get(PATH).words


def test_what_the_team_chose_stands_in_its_order(cast, nora, row, numbers):
    for week in range(10, 14):
        record(cast.falls, cast.people["nora"], monday(week), 2, 400)
    db.session.commit()
    here = f"/teams/kirurgisk-3/gatherings/{row.id}"
    nora.submit(here, {"measures": [cast.falls.id, cast.chair.id]}, form=f'main form[action="{here}/measures"]')
    page = nora.get(PATH)
    assert [each.get_text() for each in page.select(".a-main h2, .a-two h2")] == [cast.falls.name, cast.chair.name]


def test_the_request_for_help_is_asked_for_and_shown(nora, row, numbers):
    here = f"/teams/kirurgisk-3/gatherings/{row.id}"
    assert "Dere har ikke skrevet hva dere vil ha hjelp til." in nora.get(PATH).words
    nora.submit(here, {"help": "Hvordan får vi kveldslegene med?"}, form=f'main form[action="{here}/answers"]')
    assert nora.get(PATH).one(".a-help p").get_text() == "Hvordan får vi kveldslegene med?"
    assert "Hvordan får vi kveldslegene med?" in words(nora.get(f"{PATH}.pdf").body)


def test_the_report_is_sent_from_its_page(nora, row, numbers):
    here = f"/teams/kirurgisk-3/gatherings/{row.id}"
    links = [a["href"] for a in nora.get(here).select(".todo a.lnk")]
    assert f"{PATH}?gathering={row.id}" in links
    page = nora.follow(nora.submit(PATH, form=f'main form[action="{here}/report"]'))
    assert "Rapporten er sendt" in page.words
    assert "Rapporten er sendt" in nora.get(PATH).one(".rep-send").get_text()


def test_who_only_reads_sees_no_button_to_send(as_, row, numbers):
    page = as_("ingrid").get(PATH)
    assert page.select(".rep-send") == []
    assert "Velg innhold" not in page.words


def test_a_gathering_of_others_is_not_found(nora, row):
    nora.get(f"{PATH}?gathering={row.id + 99}", status=404)
    nora.get(f"{PATH}.pdf?gathering={row.id + 99}", status=404)
    nora.get(f"{PATH}?gathering=x", status=404)


def test_the_paper_is_one_page_in_the_readers_language(nora, row, numbers):
    file = nora.get(f"{PATH}.pdf")
    assert file.headers["Content-Type"] == "application/pdf"
    said = pdf_facts(file.body)
    assert (said["pages"], said["lang"], said["title"]) == (1, "nb", "Kirurgisk sengepost 3, rapport")
    nora.post("/language", {"language": "en"})
    said = pdf_facts(nora.get(f"{PATH}.pdf").body)
    assert (said["lang"], said["title"]) == ("en", "Kirurgisk sengepost 3, report")


def test_the_slides_say_what_the_charts_say(nora, row, numbers):
    file = nora.get(f"{PATH}.pptx")
    assert file.headers["Content-Disposition"].endswith('.pptx"')
    titles = [slide.shapes.title.text for slide in Presentation(BytesIO(file.body)).slides]
    verdict = nora.get(PATH).one(".a-v").get_text()
    assert titles[0] == "Kirurgisk sengepost 3"
    assert verdict.startswith(titles[1])
    assert titles[-1] == "Skriv hva dere vil ha hjelp til"


def test_a_chart_alone_is_a_slide_from_its_tools(cast, nora, numbers):
    page = nora.get(f"/teams/kirurgisk-3/measures/{cast.chair.id}-{cast.chair.slug}")
    [address] = {a["href"] for a in page.select(".ct-menu a") if a["href"].endswith("chart.pptx")}
    [slide] = Presentation(BytesIO(nora.get(address).body)).slides
    assert any(shape.has_chart for shape in slide.shapes)


def test_a_page_that_cannot_be_set_sends_back_to_the_one_that_can_be_printed(nora, row, numbers, monkeypatch, caplog):
    def fail(*_values, **_more):
        raise PaperError("the text Hilsen Berit could not be displayed")

    monkeypatch.setattr(pages, "set_paper", fail)
    page = nora.get(f"{PATH}.pdf", status=302)
    assert "Skriv ut denne siden i stedet." in nora.follow(page).words
    assert "could not be set: PaperError at" in caplog.text
    assert "Berit" not in caplog.text


def test_comments_stay_in_the_team_and_what_was_done_goes_along(cast, nora, numbers):
    here = f"/teams/kirurgisk-3/measures/{cast.chair.id}/notes/new"
    nora.submit(here, {"title": "Nye leger", "on_date": monday(12).strftime("%d.%m.%Y"), "kind": "event"})
    nora.submit(here, {"title": "Fortrolig prat", "on_date": monday(13).strftime("%d.%m.%Y"), "kind": "comment"})
    page = nora.get(PATH)
    assert len(page.select(".a-main .wide path.rc-note")) == 1


def test_the_number_of_questions_to_the_database_does_not_grow(cast, nora, row, numbers, queries):
    nora.get(PATH)
    with queries() as few:
        nora.get(PATH)
    for week in range(22, 34):
        record(cast.chair, cast.people["nora"], monday(week), 20, 25)
        record(cast.falls, cast.people["nora"], monday(week), 2, 400)
    db.session.commit()
    with queries() as many:
        nora.get(PATH)
    assert len(many) == len(few)
    assert len(many) <= 40
