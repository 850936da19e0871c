"""Sheets as Chromium prints them: one page each, a square that reads in every dress, nothing at the edge."""

from io import BytesIO

import pytest
import segno
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from tracker.access.team_code import show_code
from tracker.models.base import db
from tracker.models.tally import CodePurpose, TeamCode
from tracker.models.teams import Team

SLUG = "kirurgisk-sengepost-3"
TEAM = f"/teams/{SLUG}/answers/cards"
ALL = "on=nb&on=nn&on=en&on=da"
TOLD = f"/fortalt/{SLUG}"
A4 = (595, 842)
QUIET = 4


@pytest.fixture
def leader(walker):
    walker.page.goto("/demo")
    walker.page.get_by_role("button", name="Nora Lund").click()
    return walker


def printed(page):
    return PdfReader(BytesIO(page.pdf(print_background=True, prefer_css_page_size=True))).pages


def square(page, number):
    """The modules of a drawn square, four white ones around it and all, as a camera in grey sees them."""
    box = page.locator(".p-qr").nth(number)
    size = box.locator("svg").evaluate("svg => svg.viewBox.baseVal.width")
    with Image.open(BytesIO(box.locator("svg").screenshot())) as picture:
        grey = picture.convert("L")
        step = grey.width / size
        at = [int((place + 0.5) * step) for place in range(int(size))]
        return [[grey.getpixel((x, y)) < 128 for x in at] for y in at]


def says(text):
    return [[bool(module) for module in row] for row in segno.make(text, error="m").matrix_iter(border=QUIET)]


@pytest.mark.parametrize("path", [f"{TEAM}/{sheet}?{ALL}" for sheet in ("poster", "tent", "bubbles")])
def test_a_sheet_is_one_page_and_leaves_the_edge_alone(leader, path):
    leader.page.goto(path)
    [sheet] = printed(leader.page)
    assert tuple(round(float(side)) for side in sheet.mediabox[2:]) == A4
    assert "Skriv ut" not in sheet.extract_text()
    leader.page.emulate_media(media="print")
    assert leader.page.evaluate(OUTSIDE) == []
    leader.page.emulate_media(media="screen")
    leader.look()


OUTSIDE = """() => {
    const mm = 96 / 25.4, edge = 7.9 * mm, found = [];
    for (const sheet of document.querySelectorAll(".p-a4")) {
        const whole = sheet.getBoundingClientRect();
        const walk = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            if (!walk.currentNode.data.trim()) continue;
            const range = document.createRange();
            range.selectNodeContents(walk.currentNode);
            for (const box of range.getClientRects()) {
                if (box.left < whole.left + edge || box.right > whole.right - edge
                    || box.top < whole.top + edge && !walk.currentNode.parentElement.closest(".p-ruler")
                    || box.bottom > whole.top + 297 * mm - edge) found.push(walk.currentNode.data);
            }
        }
    }
    return found;
}"""
"""Words that stand within 8 mm of the edge of a sheet."""


def test_four_cards_stand_on_each_page(leader):
    page = leader.page
    page.goto(f"{TEAM}?{ALL}")
    page.get_by_label("Antall ark").fill("3")
    page.get_by_role("button", name="Lag svarkort").click()
    page.wait_for_url("**/series/**")
    sheets = printed(page)
    assert len(sheets) == 3
    assert all(sheet.extract_text().count("/angre") == 4 for sheet in sheets)
    page.emulate_media(media="print")
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize(("sheet", "millimetres"), [("poster", 90), ("tent", 50)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_square_leads_to_the_question_in_every_dress(leader, served, sheet, millimetres, theme):
    page = leader.page
    with served[2].app_context():
        wanted = select(TeamCode.code).join(Team, Team.id == TeamCode.team_id).where(Team.slug == SLUG)
        wanted = wanted.where(TeamCode.purpose == CodePurpose.ANSWER, TeamCode.revoked_at.is_(None))
        code = db.session.scalars(wanted).one()
    page.emulate_media(color_scheme=theme)
    page.goto(f"{TEAM}/{sheet}")
    number = page.locator(".p-qr").count() - 1
    assert square(page, number) == says(f"{served[0]}/viktig/{show_code(code)}")
    box = page.locator(".p-qr svg").nth(number)
    drawn, size = box.bounding_box()["width"], box.evaluate("svg => svg.viewBox.baseVal.width")
    assert drawn * 25.4 / 96 * (size - 2 * QUIET) / size >= millimetres


def test_the_poster_of_what_was_told_is_one_page_and_says_when(walker, served):
    page = walker.page
    page.goto(f"{TOLD}/plakat")
    [sheet] = printed(page)
    said = " ".join(sheet.extract_text().split())
    assert "Skrevet ut" in said
    assert "Besøkstida er åpen til kl. 21." in said
    assert square(page, 0) == says(f"{served[0]}{TOLD}")
    page.emulate_media(media="print")
    assert page.evaluate(OUTSIDE) == []
    page.emulate_media(media="screen")
    walker.look()


def test_what_was_told_holds_up_in_every_dress(walker):
    walker.page.goto(TOLD)
    walker.look()
    walker.page.keyboard.press("Tab")
    assert walker.page.evaluate("document.activeElement.className") == "skip"


def test_the_leaders_pages_hold_up(leader):
    for path in (TEAM, f"{TEAM}/../tellings", f"{TEAM}/../tellings/new"):
        leader.page.goto(path)
        leader.look()
