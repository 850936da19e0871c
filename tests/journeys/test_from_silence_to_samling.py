"""From silent teams to the next samling: reminded by a mail that arrives, prepared, held on the big screen, agreed."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from sqlalchemy import select

from config import MailConfig
from tests.catcher import catching
from tests.people import PASSWORD, PASSWORD_HASH
from tests.services.mail.letters import SENDER, server_at
from tracker.access.people import OSLO
from tracker.models.accounts import PERSONAS, Role, User
from tracker.models.base import db
from tracker.services.mail.worker import Worker

AGREED = "Spørre to kveldsleger"
AGREED_ELSEWHERE = "Prøve kortet i to uker"
HELP = "Hvordan får vi kveldslegene med?"


@pytest.fixture
def post():
    with catching() as catcher:
        yield catcher


@pytest.fixture
def settings(post):
    """A real installation that sends mail: no demo, in which nothing is sent."""
    return {
        "demo": False,
        "base_url": SENDER.site,
        "mail": MailConfig(host="127.0.0.1", port=post.port, tls="none", sender="post@oyehoyde.example.no"),
    }


@pytest.fixture
def emails(served):
    """The addresses of those who walk, who have passwords here."""
    _url, _email, app = served
    with app.app_context():
        found = {}
        for user in db.session.scalars(select(User).where(User.persona.in_(list(PERSONAS)))):
            user.password_hash = PASSWORD_HASH
            found[user.persona] = user.email
        db.session.commit()
    return found


@pytest.fixture
def desk(walker, browser, site, emails):
    """A window for each: the host's, and that of a team's leader."""
    url, _ = site

    def open_for(role):
        context = browser.new_context(base_url=url, locale="nb-NO", timezone_id="Europe/Oslo")
        contexts.append(context)
        page = context.new_page()
        page.goto("/sign-in")
        page.fill("input[name=email]", emails[role])
        page.fill("input[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address: "sign-in" not in address)
        return page

    contexts = []
    yield SimpleNamespace(host=open_for(Role.HOST), leader=open_for(Role.LEADER))
    for context in contexts:
        context.close()


@pytest.fixture
def deliver(served, post):
    """Run the sender once, as it would run some minutes from now: what is due goes to the server."""
    _url, _email, app = served

    def send():
        with app.app_context():
            later = datetime.now(UTC) + timedelta(minutes=6)
            Worker(server_at(post.port), SENDER, clock=lambda: later).send_due()

    return send


def read(text):
    """Read the first day of a calendar by two libraries that must agree: when it is, which edition, and its state."""
    first = Calendar.from_ical(text).walk("VEVENT")[0]
    other = IcsCalendarStream.calendar_from_ics(text).events[0]
    assert (other.uid, other.dtstart, other.sequence) == (str(first["UID"]), first["DTSTART"].dt, first["SEQUENCE"])
    assert other.status.value == first["STATUS"]
    return other.dtstart.date(), other.sequence, other.status.value


def plan(page, title, day):
    page.goto("/networks/brukermedvirkning/gatherings/new")
    page.get_by_label("Tittel").fill(title)
    fill_day(page, day)
    page.get_by_role("button", name="Lag samlingen").click()
    page.get_by_role("heading", level=1, name=title).wait_for()
    return urlsplit(page.url).path


def fill_day(page, day):
    page.fill("input[name=day1]", f"{day:%d.%m.%Y}")
    page.fill("input[name=starts1]", "10.00")
    page.fill("input[name=ends1]", "15.00")


def test_silent_teams_are_reminded_and_what_is_agreed_stands_in_the_next_samling(desk, deliver, post):
    host, leader = desk.host, desk.leader
    today = datetime.now(OSLO).date()
    remind(host, deliver, post)
    held = plan(host, "Fra tall til samtale", today + timedelta(days=7))
    feed = follow(leader)
    side = prepare(leader)
    show(host, held)
    agree(host, held, today + timedelta(days=20))
    send_minutes(host, deliver, post)
    following = plan(host, "Neste steg", today + timedelta(days=40))
    leader.goto(side)
    assert AGREED in leader.locator("main").inner_text()
    leader.goto(f"{side.rpartition('/')[0]}/{following.rpartition('/')[2]}")
    assert AGREED in leader.locator("main").inner_text()
    host.goto(following)
    assert AGREED in host.locator("main").inner_text()

    def calendar():
        return read(event(leader.request.get(feed).text(), "Neste steg"))

    assert calendar() == (today + timedelta(days=40), 0, "CONFIRMED")
    host.goto(f"{following}/edit")
    fill_day(host, today + timedelta(days=41))
    host.get_by_role("button", name="Lagre").click()
    host.wait_for_url(f"**{following}")
    assert calendar() == (today + timedelta(days=41), 1, "CONFIRMED")
    host.goto(f"{following}/cancel")
    host.get_by_role("button", name="Avlys samlingen").click()
    host.wait_for_url("**/gatherings")
    assert calendar() == (today + timedelta(days=41), 2, "CANCELLED")
    deliver()
    told = {word for mail in post.mails for word in ("Flyttet", "Avlyst") if word in mail["Subject"]}
    assert told == {"Flyttet", "Avlyst"}
    assert not post.twice()


def remind(host, deliver, post):
    """Find the silent ones, write to them, and see the mail arrive."""
    host.goto("/networks/brukermedvirkning?need=silent")
    host.get_by_role("link", name="Påminnelse til").click()
    recipients = host.locator("[data-pick]:checked").count()
    assert recipients
    host.get_by_role("button", name=f"Send påminnelse til {recipients} team").click()
    host.get_by_role("heading", name=f"Påminnelsen er på vei til {recipients} team").wait_for()
    deliver()
    assert len([mail for mail in post.mails if mail["Subject"].endswith("mangler")]) == recipients
    assert all(mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" for mail in post.mails)
    assert not post.twice()


def send_minutes(host, deliver, post):
    """Send the minutes: each team's leader gets what her own team agreed, and no other team's."""
    host.get_by_role("button", name="Send referatet til").click()
    host.get_by_role("button", name="Stopp sendingen").wait_for()
    deliver()
    minutes = [mail for mail in post.mails if mail["Subject"].startswith("Referat:")]
    assert len(minutes) > 1
    told = [mail for mail in minutes if AGREED_ELSEWHERE in mail.get_body(("plain",)).get_content()]
    assert len(told) == 1
    assert AGREED not in told[0].get_body(("plain",)).get_content()


def follow(leader):
    """Make the address that a calendar follows."""
    leader.goto("/teams/kirurgisk-sengepost-3/gatherings")
    leader.get_by_role("button", name="Lag adressen min").click()
    return urlsplit(leader.get_by_label("Adressen din").input_value()).path


def prepare(leader):
    """Answer, sign up, and give the address of the team's side."""
    leader.get_by_role("link", name="Fra tall til samtale", exact=True).click()
    leader.fill("textarea[name=help]", HELP)
    leader.get_by_role("button", name="Lagre svarene").click()
    leader.get_by_text("Svarene er lagret.").wait_for()
    leader.locator("label[for^=person-]").first.click()
    leader.get_by_role("button", name="Lagre påmeldingen").click()
    leader.get_by_text("Påmeldingen er lagret.").wait_for()
    return leader.url


def show(host, held):
    """See what the team asks for on the host's page, and on the big screen when the team's turn comes."""
    host.goto(held)
    assert HELP in host.locator("main").inner_text()
    host.goto(f"{held}/screen")
    host.wait_for_selector(".sc-playing")
    slide = host.locator(".sc-slide:not([hidden])")
    for _team in range(host.locator(".sc-team").count()):
        host.keyboard.press("ArrowRight")
        if slide.get_by_text(HELP).count():
            break
    assert "Kirurgisk sengepost 3" in slide.locator("h2").all_inner_texts()


def agree(host, held, due):
    """Write the minutes, and what was agreed, with owner and date."""
    host.goto(f"{held}/minutes/edit")
    host.fill("textarea[name=text]", "Stolen følger vogna, og kveldslegene ble spurt.")
    host.get_by_role("button", name="Lagre referatet").click()
    for text, team in ((AGREED, "Kirurgisk sengepost 3"), (AGREED_ELSEWHERE, "Akuttmottaket")):
        host.fill("input[name=text]", text)
        host.locator("select[name=owner]").select_option(label=team)
        host.fill("input[name=due]", f"{due:%d.%m.%Y}")
        host.get_by_role("button", name="Legg til").click()
        host.get_by_role("rowheader", name=text).wait_for()


def event(text, title):
    """Give the calendar with no event but those of one title."""
    head, *events = text.split("BEGIN:VEVENT")
    body, end = events[-1].split("END:VEVENT")
    events[-1] = f"{body}END:VEVENT\r\n"
    wanted = [f"BEGIN:VEVENT{each}" for each in events if title in each]
    return head + "".join(wanted) + end.lstrip()
