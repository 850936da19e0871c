"""A samling on the big screen: turned by keys, timed by a clock, steered from a phone, alone without network."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from sqlalchemy import select

from tests.people import PASSWORD, PASSWORD_HASH
from tracker.models.accounts import Role, User
from tracker.models.base import db
from tracker.models.gatherings import Gathering


@pytest.fixture
def screen(walker, served):
    """The demo's coming samling on the host's screen."""
    _url, _email, app = served
    with app.app_context():
        host = db.session.scalars(select(User).where(User.persona == Role.HOST)).one()
        host.password_hash = PASSWORD_HASH
        email = host.email
        row_id = db.session.scalar(select(Gathering.id).where(Gathering.title == "Fra test til vane"))
        db.session.commit()
    page = walker.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/sign-in")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(f"/networks/brukermedvirkning/gatherings/{row_id}/screen")
    page.wait_for_selector(".sc-playing")
    return page


def shown(page):
    return page.locator(".sc-slide:not([hidden])").get_attribute("data-slide")


def clock(page):
    return page.locator(".sc-slide:not([hidden]) .sc-time b").inner_text()


def left(page):
    """How many seconds the clock says are left; below none when they are over."""
    said = clock(page)
    minutes, seconds = said.lstrip("+").split(".")
    return (int(minutes) * 60 + int(seconds)) * (-1 if said.startswith("+") else 1)


def test_a_samling_in_front_of_the_room(screen):
    page = screen
    order = page.locator(".sc-team").evaluate_all("all => all.map((e) => e.dataset.slide)")
    for key in order:
        page.keyboard.press("ArrowRight")
        assert shown(page) == key
        assert page.evaluate("document.documentElement.scrollHeight") <= 1080
        slide = page.locator(".sc-slide:not([hidden])")
        assert slide.evaluate("(e) => e.scrollHeight <= e.clientHeight")
        assert slide.evaluate(
            "(e) => [...e.querySelectorAll('.sc-card:not([hidden])')].every((c) => c.scrollHeight <= c.clientHeight)"
        )
    page.keyboard.press("ArrowRight")
    assert shown(page) == "end"
    assert page.get_by_role("button", name="Start 25 minutter").is_visible()
    page.keyboard.press("ArrowLeft")
    assert shown(page) == order[-1]
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_clock_stops_goes_on_and_counts_up_when_it_is_over(screen):
    page = screen
    page.clock.install()
    page.reload()
    page.wait_for_selector(".sc-playing")
    page.keyboard.press("ArrowRight")
    page.route("**/screen.json", lambda route: route.fulfill(status=404))  # nobody answers: it goes on alone
    page.route("**/steer", lambda route: route.fulfill(status=404))
    page.clock.run_for(78_000)
    assert abs(left(page) - 222) < 3
    page.keyboard.press("p")
    stopped = clock(page)
    page.clock.run_for(30_000)
    assert clock(page) == stopped
    page.keyboard.press(" ")
    page.clock.run_for(4 * 60_000)
    assert abs(left(page) + 18) < 3
    assert page.locator("#said").inner_text() == "Tiden er ute"
    page.keyboard.press("ArrowRight")
    assert left(page) > 295


def test_the_phone_turns_the_slide_and_the_screen_follows(screen):
    page = screen
    order = page.locator(".sc-team").evaluate_all("all => all.map((e) => e.dataset.slide)")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    phone = page.context.new_page()
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.goto(page.url.replace("/screen", "/remote"))
    assert phone.get_by_text("team 1 av").is_visible()
    phone.get_by_role("button", name="Neste:").click()
    page.wait_for_selector(f".sc-slide[data-slide='{order[1]}']:not([hidden])")
    phone.get_by_role("button", name="Ett minutt til").click()
    page.locator(".sc-slide:not([hidden]) .sc-time span", has_text="igjen av 6").wait_for()
    page.keyboard.press("ArrowRight")
    phone.wait_for_selector("text=team 3 av")
