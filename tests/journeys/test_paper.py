"""On paper: no sheet is near-empty, no row or lane is in two, and what is only for the screen stays there."""

from io import BytesIO

import pytest
from pypdf import PdfReader

TEAM = "/teams/kirurgisk-sengepost-3"


@pytest.fixture
def printed(walker):
    """Sheets of a page as a person's browser prints it, from a dark screen; each as its texts."""

    def make(name, path):
        walker.page.goto("/demo")
        walker.page.get_by_role("button", name=name).click()
        walker.page.goto(path)
        walker.page.emulate_media(color_scheme="dark")
        return PdfReader(BytesIO(walker.page.pdf(print_background=True, prefer_css_page_size=True))).pages

    return make


def test_fifteen_teams_and_all_their_weeks_stand_on_one_sheet_that_lies_down(printed):
    [sheet] = printed("Ingrid Moe", "/networks/brukermedvirkning")
    assert sheet.mediabox.width > sheet.mediabox.height
    said = sheet.extract_text()
    rows = [line for line in said.splitlines() if line.endswith(tuple(f"uke {week}" for week in range(1, 54)))]
    assert len(rows) >= 15, "each team with its last value"
    assert "Siste" in said
    assert "Publiserte tall" in said
    assert "Vis" not in said.split(), "filters are for the screen"


def test_more_teams_go_on_under_the_heads_again(walker, printed):
    page = walker.page
    printed("Ingrid Moe", "/networks/brukermedvirkning")
    page.evaluate("""() => {
        const body = document.querySelector('.matrix tbody');
        const row = body.querySelector('tr:not(.m-grp)');
        for (let at = 0; at < 40; at += 1) body.append(row.cloneNode(true));
    }""")
    sheets = PdfReader(BytesIO(page.pdf(print_background=True, prefer_css_page_size=True))).pages
    assert len(sheets) > 1
    assert all("Vurdering" in sheet.extract_text() for sheet in sheets[:-1])
    rows = sum(sheet.extract_text().count("Utvikling") for sheet in sheets)
    assert rows >= len(sheets) - 1, "the head of the table is on each sheet that has rows"


def test_a_goal_stands_on_two_sheets(walker, printed):
    walker.page.goto("/demo")
    walker.page.get_by_role("button", name="Nora Lund").click()
    walker.page.goto(f"{TEAM}/goals")
    path = walker.page.locator("main a[href*='/goals/']:not([href$='new'])").first.get_attribute("href")
    first, second = printed("Nora Lund", path)
    where, rest = first.extract_text(), second.extract_text()
    assert "Hvor står vi?" in where
    assert "Tiltak og tester" in where, "every lane and intervention is on the first"
    assert rest.lstrip().startswith("Driverdiagram")
    assert "Om målet" in rest


@pytest.mark.parametrize("path", [TEAM, f"{TEAM}/measures/1-satte-legen-seg-ned-under-visitten"])
def test_a_team_and_a_measure_stand_on_two_sheets(printed, path):
    sheets = printed("Nora Lund", path)
    assert len(sheets) == 2
    said = " ".join(sheet.extract_text() for sheet in sheets)
    assert "Last ned" not in said, "what can be pressed is for the screen"
    assert "Uka er ferdig nå" not in said
    assert len(sheets[1].extract_text()) > 300, "the second is no near-empty sheet"


def test_a_report_is_one_sheet_and_holds_up_in_every_dress(walker, printed):
    [sheet] = printed("Nora Lund", f"{TEAM}/report")
    said = sheet.extract_text()
    assert "Kirurgisk sengepost 3" in said
    assert "Det vi har gjort" in said
    assert "Last ned" not in said, "what can be pressed is for the screen"
    walker.page.emulate_media(media="screen")
    walker.look()
