"""One answer's whole way: sent from a phone, read with keys, acted on, told back, withdrawn, and gone everywhere."""

import os
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from tests.journeys.signing_in import as_person
from tests.people import today
from tests.web.answers.waiting import send
from tracker.access.team_code import show_code
from tracker.models.answers import Answer, AnswerState
from tracker.models.base import db
from tracker.models.tally import CodePurpose, TeamCode
from tracker.models.teams import Team

ROOT = Path(__file__).parents[2]
SLUG = "kirurgisk-sengepost-3"
TEAM = f"/teams/{SLUG}"
QUEUE = f"{TEAM}/answers/review"
TOLD = f"/fortalt/{SLUG}"
SAID = "Ragnfrid på kveldsvakt banker på, og sommerfuglroen kommer når Torgunn synger."
HIDDEN = ("Ragnfrid", "Torgunn")
KEPT = "sommerfuglroen"
FAR = SAID.split().index(HIDDEN[1])
COMMENT = "Slik vil flere ha det. Fint at dere banker på."
MEASURE = "Satte legen seg ned under visitten?"
ANSWERED = "Vi banker på og venter før vi går inn."

BESIDE = (
    f"{TEAM}/answers/chain",
    f"{TEAM}/answers/measures",
    f"{TEAM}/answers/tellings",
    f"{TEAM}/answers/rejected",
    f"{TEAM}/feedback",
    f"{TEAM}/goals",
    f"{TEAM}/audit",
    f"{TEAM}/audit.csv",
    "/search?q=sommerfugl",
    "/notifications",
)
"""Pages where the words might have been left."""


@pytest.fixture
def phone(browser, site):
    """Somebody with a telephone, whom the product does not know."""
    context = browser.new_context(
        base_url=site[0], locale="nb-NO", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


def code_of(app, purpose):
    """The code in the square that hangs on the ward, or in the screen's address."""
    with app.app_context():
        wanted = select(TeamCode.code).join(Team, Team.id == TeamCode.team_id)
        wanted = wanted.where(Team.slug == SLUG, TeamCode.purpose == purpose, TeamCode.revoked_at.is_(None))
        code = db.session.scalars(wanted).one()
        db.session.remove()
    return show_code(code)


def answer_on(page, address):
    page.goto(address)
    page.locator("#svar").fill(SAID)
    page.locator("label[for=w1]").click()
    page.locator("label[for=s]").click()
    page.locator("form.ask-form .btn-primary").click()
    shown = page.locator(".ticket-code .vh").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.context.cookies() == []
    return re.sub(r"\D", "", shown)


def ready(page):
    """Wait until letters are heard: the first goes to the words."""
    page.locator(".rv-desk").wait_for()
    while not in_hand(page):
        page.keyboard.press("s")


def in_hand(page):
    return page.evaluate("document.activeElement.closest('.rv-w')?.textContent.trim() ?? ''")


def read_with_keys(page):
    page.goto(QUEUE)
    page.locator(".rv-line a", has_text="sommerfugl").click()
    page.locator(".rv-words", has_text=KEPT).wait_for()
    ready(page)
    ticked = page.locator(".rv-one :checked")
    page.keyboard.press("Control+1")
    page.locator("#find").focus()
    page.keyboard.type("1gav")
    assert ticked.count() == 0
    assert page.locator(".rv-words", has_text=KEPT).is_visible()
    page.locator("h1").click()
    page.keyboard.press("1")
    page.keyboard.press("3")
    assert ticked.count() == 2
    page.keyboard.press("s")
    assert in_hand(page) == HIDDEN[0]
    page.keyboard.press("Space")
    for _ in range(FAR):
        page.keyboard.press("ArrowRight")
    assert in_hand(page) == HIDDEN[1]
    page.keyboard.press("Space")
    assert "med 2 skjulte ord" in page.get_by_role("button", name="Godkjenn").inner_text()
    page.keyboard.press("g")
    page.locator(".rv-undo", has_text="er godkjent.").wait_for()


def from_the_answer_to_an_intervention(page, here):
    page.goto(here)
    page.get_by_role("link", name="Lag en idé av svaret").click()
    page.locator("#title").fill("Bank på før dere går inn")
    page.get_by_text(MEASURE, exact=True).click()
    page.get_by_role("button", name="Lagre").click()
    page.goto(here)
    page.get_by_role("link", name="Lag en test av ideen").click()
    page.locator("#title").fill("Banke på en kveld")
    page.locator("#plan").fill("Ett rom, en kveld")
    page.locator("#prediction").fill("Flere sover")
    page.get_by_role("button", name="Lagre").click()
    page.goto(here)
    page.get_by_role("link", name="Gjør til tiltak").click()
    page.locator("#started_on").fill(f"{today() - timedelta(days=7):%d.%m.%Y}")
    page.get_by_role("button", name="Lagre").click()


def flag_on_the_chart(page):
    page.get_by_role("link", name=MEASURE).first.click()
    page.wait_for_url("**/measures/**")
    own = page.locator("ol.notes li, ul.notes li", has_text="Bank på før dere går inn")
    assert "fra svar" in own.inner_text()
    assert own.locator(".fl-voiced").count() == 1
    assert page.locator("svg.rc .rc-voiced").count() > 0
    page.get_by_role("button", name="Utforsk").click()
    page.locator(".explore .main-svg").first.wait_for(timeout=20_000)
    drawn = "document.querySelector('.js-plotly-plot').layout.shapes.map((shape) => shape.name)"
    assert "flagvoice" in page.evaluate(drawn)


def comment_as_a_representative(page):
    page.goto(f"{TEAM}/answers")
    assert KEPT in page.locator(".v-wall").inner_text()
    page.get_by_role("link", name="Min side").first.click()
    page.locator("#text").last.fill(COMMENT)
    page.get_by_role("button", name="Send til teamet").click()
    page.get_by_text("Sendt til teamet.").wait_for()
    assert COMMENT in page.locator("main").inner_text()


def tell_back(page, here):
    page.goto(here)
    page.locator("#text").fill(ANSWERED)
    page.get_by_role("button", name="Fortell tilbake").click()
    page.goto(f"{TEAM}/answers/tellings")
    page.locator("li.card", has_text=ANSWERED).get_by_role("button", name="Publiser").click()
    page.locator("#decided_by").fill("Postmøtet")
    page.locator("#decided_on").fill(today().strftime("%d.%m.%Y"))
    page.locator("main .btn-primary").click()
    page.locator("li.card", has_text=ANSWERED).get_by_role("button", name="Publiser").click()
    page.get_by_text("Publisert. Alle kan lese det nå.").wait_for()


def withdraw(phone, code):
    phone.goto("/angre")
    phone.locator("#kode").fill(code)
    phone.locator("form.ask-form .btn-primary").click()
    assert KEPT in phone.locator(".v-b-big").inner_text()
    phone.locator("form.ask-form .btn-primary").click()
    phone.locator(".ask-thanks").wait_for()


def everywhere(leader, anyone, screen, here):
    """What holds the answer's words, asked for anew."""
    pages = {
        "wall": leader.request.get(f"{TEAM}/answers?shown=600"),
        "chain": leader.request.get(here),
        "team": leader.request.get(TEAM),
        "told": anyone.request.get(TOLD),
        "poster": anyone.request.get(f"{TOLD}/plakat"),
        "board": anyone.request.get(f"/tavle/{screen}"),
    }
    said = {name: page.text() for name, page in pages.items()}
    leader.goto(f"{TEAM}/answers")
    with leader.expect_download() as download:
        leader.get_by_role("button", name="Last ned svarene").click()
    return said | {"file": Path(download.value.path()).read_text()}


def on_disk(folder, word):
    """The files that hold a word, in any encoding a database or a log writes."""
    forms = (word.encode(), word.encode("utf-16-le"))
    return [path.name for path in folder.rglob("*") if path.is_file() and any(f in path.read_bytes() for f in forms)]


def copy_of(file, folder):
    """A backup, as it is taken while the product runs; kept where the walk does not look for words."""
    copy = folder / "backup.sqlite3"
    with closing(sqlite3.connect(file)) as here, closing(sqlite3.connect(copy)) as there:
        here.backup(there)
    return copy


def put_back(copy, folder, instance):
    """Open a backup as an installation does, and forget what was withdrawn since."""
    env = os.environ | {
        "TRACKER_SECRET_KEY": "for tests only, and long enough for that",
        "TRACKER_DATABASE_URL": f"sqlite:///{copy}",
        "TRACKER_INSTANCE": str(folder),
        "TRACKER_WITHDRAWN_LIST": str(instance / "withdrawn-answers.txt"),
        "TRACKER_INSECURE_COOKIES": "1",
    }
    command = [sys.executable, "-m", "tracker.cli", "answers", "forget"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_an_answer_is_heard_acted_on_told_back_and_withdrawn(walker, served, phone, tmp_path, tmp_path_factory):
    app, page = served[2], walker.page
    withdrawal = answer_on(phone, f"/viktig/{code_of(app, CodePurpose.ANSWER)}")
    assert len(withdrawal) == 12

    as_person(page, "Nora Lund")
    read_with_keys(page)
    for word in HIDDEN:
        assert on_disk(tmp_path, word) == []
    page.goto(f"{TEAM}/answers")
    card = page.locator(".v-item", has_text=KEPT)
    here = card.get_by_role("link", name="Hva gjør vi?").get_attribute("href")
    from_the_answer_to_an_intervention(page, here)
    flag_on_the_chart(page)

    as_person(page, "Aud Nilsen")
    comment_as_a_representative(page)

    as_person(page, "Nora Lund")
    page.goto(f"{TEAM}/feedback")
    assert COMMENT in page.locator("main").inner_text()
    tell_back(page, here)
    phone.goto(TOLD)
    row = phone.locator(".v-told-row", has_text=ANSWERED)
    assert KEPT in row.inner_text()
    assert not [word for word in HIDDEN if word in phone.content()]

    screen = code_of(app, CodePurpose.BOARD)
    before = everywhere(page, phone, screen, here)
    assert [name for name, text in before.items() if KEPT not in text] == []
    assert [name for name, text in before.items() if any(word in text for word in HIDDEN)] == []
    apart = tmp_path_factory.mktemp("apart")
    copy = copy_of(tmp_path / "journey.sqlite3", apart)
    assert on_disk(apart, KEPT) == [copy.name]

    withdraw(phone, withdrawal)
    after = everywhere(page, phone, screen, here)
    assert [name for name, text in after.items() if KEPT in text] == []
    for path in BESIDE:
        found = page.request.get(path)
        assert (found.status, KEPT in found.text()) == (200, False), path
    assert on_disk(tmp_path, KEPT) == []

    assert put_back(copy, apart, tmp_path) == "Forgotten: 1."
    assert on_disk(apart, KEPT) == []


def waiting(app, number):
    """Answers in the queue, and none of the demo's."""
    with app.app_context():
        team = db.session.scalars(select(Team).where(Team.slug == SLUG)).one()
        db.session.execute(delete(Answer).where(Answer.team_id == team.id, Answer.state == AnswerState.WAITING))
        for turn in range(number):
            send(team, f"Det viktigste er at noen har tid til meg nr {turn}")
        db.session.commit()
        db.session.remove()


def test_keys_wait_for_a_decision_reach_every_theme_and_can_be_off(walker, served):
    waiting(served[2], 20)
    page = walker.page
    as_person(page, "Nora Lund")
    page.goto(f"{TEAM}/answers/themes")
    page.locator("#name").fill("Besøk fra hunden")
    page.get_by_role("button", name="Legg til").click()
    page.goto(QUEUE)
    ready(page)
    page.keyboard.down("1")
    page.keyboard.down("1")
    page.keyboard.up("1")
    theme = page.locator(".rv-theme input")
    assert theme.first.is_checked()
    page.keyboard.press("t")
    assert theme.nth(10).evaluate("box => box === document.activeElement")
    page.keyboard.press("Space")
    assert theme.nth(10).is_checked()

    held = []
    page.route(f"**{QUEUE}", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    for key in ("g", "g", "v", "a"):
        page.keyboard.press(key)
    page.wait_for_timeout(1200)  # longer than a form takes no second press
    page.keyboard.press("g")
    page.wait_for_timeout(200)
    assert len(held) == 1
    held[0].continue_()
    page.locator(".rv-undo", has_text="er godkjent.").wait_for()
    assert page.locator("#now").inner_text().startswith("Svar 2 av")
    page.unroute_all()

    page.get_by_role("button", name="Slå av tastene").click()
    page.get_by_text("Tastene er av.").first.wait_for()
    now = page.locator("#now").inner_text()
    for key in ("1", "g"):
        page.keyboard.press(key)
    page.reload()
    assert page.locator("#now").inner_text() == now
    assert page.locator("[data-key]").count() == 0
    as_person(page, "Nora Lund")
    page.goto(QUEUE)
    page.get_by_role("button", name="Slå på tastene").click()
    ready(page)
    page.keyboard.press("1")
    assert page.locator(".rv-one :checked").count() == 1


def test_twenty_answers_are_read_with_keys_in_well_under_two_minutes(walker, served):
    waiting(served[2], 20)
    page = walker.page
    as_person(page, "Nora Lund")
    page.goto(QUEUE)
    began = time.monotonic()
    for turn in range(20):
        ready(page)
        now = page.locator("input[name=answer]").first.input_value()
        for key in ("1", "Space", "g") if turn % 4 == 0 else ("1", "3", "g"):
            page.keyboard.press(key)
        page.wait_for_function("now => document.querySelector('.rv-one input[name=answer]')?.value !== now", arg=now)
    assert time.monotonic() - began < 60
    assert page.get_by_role("heading", name="Alle svar er lest").is_visible()
    with served[2].app_context():
        query = select(Answer.state).where(Answer.text.contains("noen har tid til meg nr"))
        assert list(db.session.scalars(query)) == [AnswerState.APPROVED] * 20
        db.session.remove()


def test_the_pages_of_the_voice_hold_up_in_every_dress(walker, served):
    waiting(served[2], 2)
    page = walker.page
    as_person(page, "Nora Lund")
    page.goto(f"{TEAM}/answers")
    one = page.get_by_role("link", name="Se kjeden").first.get_attribute("href")
    page.goto(QUEUE)
    walker.look()
    ready(page)
    for key in ("1", "Space"):
        page.keyboard.press(key)
    walker.look()
    page.locator(".rv-decide a").click()
    walker.look()
    for path in ("", "/chain", "/measures", "/tellings", "/tellings/new", "/rejected", "/themes"):
        page.goto(f"{TEAM}/answers{path}")
        walker.look()
    for path in (one, TOLD, "/angre"):
        page.goto(path)
        walker.look()
    waiting(served[2], 0)
    page.goto(QUEUE)
    page.get_by_role("heading", name="Alle svar er lest").wait_for()
    walker.look()
