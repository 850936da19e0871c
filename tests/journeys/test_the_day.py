"""A unit's whole year: it signs up, gets its materials, counts on the day, is in the counter, and reports."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.journeys.signing_in import as_person
from tests.people import today
from tracker.models.base import db
from tracker.models.campaigns import Campaign
from tracker.services.campaigns.freezing import freeze

NAME = "Dagsenteret Solhaug"


@pytest.fixture
def phone(browser, site):
    """Somebody with a telephone, whom the product does not know."""
    context = browser.new_context(
        base_url=site[0], locale="nb-NO", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def day(served):
    """The day that units sign up for: moved as the year goes by, and frozen as the nightly command does it."""
    app = served[2]

    def move(*, held_on, freezes_in, asks_in):
        with app.app_context():
            coming = select(Campaign).where(Campaign.frozen_at.is_(None)).order_by(Campaign.year.desc())
            row = db.session.scalars(coming.limit(1)).one()
            row.held_on, row.opens_on = held_on, held_on - timedelta(days=30)
            row.freezes_on, row.asks_on = today() + timedelta(days=freezes_in), today() + timedelta(days=asks_in)
            db.session.flush()
            freeze(row, now=datetime.now(UTC))
            year = row.year
            db.session.commit()
            db.session.remove()
        return year

    return move


def press(page, name):
    page.get_by_role("button", name=name).click()


def sign_up(page, year):
    page.goto(f"/dagen/{year}/bli-med")
    page.locator("#organisation").fill("Storfjell kommune")
    page.locator("#unit").fill(NAME)
    page.locator("#service").select_option("other")
    page.locator("label[for=scope-whole]").click()
    page.locator("#contact").fill("solhaug@example.no")
    press(page, "Meld på")
    page.get_by_role("link", name="Åpne enhetens side").click()
    here = page.url
    press(page, "Ja, vi er med")
    page.get_by_role("heading", name=NAME).wait_for()
    return here


def count(page, here):
    page.goto(here)
    press(page, "En til er spurt")
    page.locator(".v-c-f").wait_for()
    page.get_by_text("Før inn mange på en gang").click()
    page.locator("#many-asked").fill("30")
    page.locator("#many-answered").fill("24")
    press(page, "Legg til")
    page.locator("[data-number=asked]", has_text="31").wait_for()


def answer(page, here):
    page.goto(here)
    page.goto(page.locator(".v-unitqr .v-addr a").get_attribute("href"))
    page.locator("#svar").fill("At noen har tid til en kopp kaffe.")
    page.locator("form.ask-form .btn-primary").click()
    page.locator(".ticket-code").wait_for()


def test_a_units_year_and_what_its_host_sees(walker, phone, day):
    year = day(held_on=today() + timedelta(days=20), freezes_in=28, asks_in=110)
    here = sign_up(phone, year)
    phone.locator("label[for=has_posters]").click()
    phone.locator("#posters_hung").fill("6")
    press(phone, "Lagre lista")
    phone.get_by_role("link", name="Skriv ut kort og plakat").click()
    assert phone.locator(".v-rows a").count() >= 3

    host = walker.page
    as_person(host, "Ingrid Moe")
    host.goto("/networks/brukermedvirkning")
    host.get_by_role("link", name="Dagen", exact=True).click()
    host.get_by_role("link", name=str(year)).click()
    walker.look()
    host.get_by_role("link", name="enheter er påmeldt").click()
    assert "1 av 6" in host.locator(".v-host tr", has_text=NAME).inner_text()

    day(held_on=today(), freezes_in=8, asks_in=90)
    count(phone, here)
    answer(phone, here)
    phone.goto(f"/dagen/{year}")
    shown = " ".join(phone.locator("main").inner_text().split())
    assert NAME in shown
    # 32 and 25: one unit alone has counted, so that the numbers are rounded down.
    assert {"30", "25"} <= set(shown.split())
    assert "rundet ned til nærmeste 5" in shown
    host.goto(host.url.split("?")[0])
    assert "har ikke talt ennå" in host.locator(".lead [aria-current]").inner_text()
    assert host.locator(".v-host tr", has_text=NAME).count() == 0
    waiting = host.locator(".v-host tbody tr").count()
    host.get_by_role("link", name=f"Skriv til {waiting} enheter").click()
    assert host.get_by_role("checkbox").count() == waiting
    walker.look()
    press(host, f"Send meldingen til {waiting} enheter")
    host.get_by_role("button", name="Stopp sendingen").wait_for()

    day(held_on=today() - timedelta(days=95), freezes_in=-60, asks_in=0)
    phone.goto(here)
    phone.locator("label[for=outcome-done]").click()
    phone.locator("#words").fill("Vi har kaffe når noen kommer, ikke klokka tolv.")
    press(phone, "Send svaret")
    phone.goto(f"/dagen/{year}")
    assert "Vi har kaffe når noen kommer" in phone.locator("main").inner_text()
    host.goto(f"/networks/brukermedvirkning/days/{year}")
    assert "har ikke fortalt hva det ble til" in host.locator(".lead [aria-current]").inner_text()
    assert host.locator(".v-host tbody tr").count() == waiting
    assert host.locator(".v-host tr", has_text=NAME).count() == 0
    assert "32" in host.locator(".lead").inner_text()
