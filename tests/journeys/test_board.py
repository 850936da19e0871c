"""The ward's screen in a browser: one thing at a time, large enough, paused by a key, dark at night, grey when old."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

TEAM = "/teams/kirurgisk-sengepost-3"
SMALL = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility() && !e.closest(".vh, title, desc, defs"))
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .map((e) => {
    const svg = e.closest("svg.rc");
    const box = svg?.getBoundingClientRect();
    const scale = svg ? Math.min(box.width / svg.viewBox.baseVal.width, box.height / svg.viewBox.baseVal.height) : 1;
    return [parseFloat(getComputedStyle(e).fontSize) * scale, e.textContent.trim()];
  })
  .filter(([size]) => size < 31.9)"""


@pytest.fixture
def screen(walker):
    """The screen of the demo's team, by the code its leader makes."""
    page = walker.page
    walker.sign_in()
    page.goto(f"{TEAM}/codes")
    make = page.locator("section").filter(has=page.get_by_role("heading", name="Tavla")).get_by_role("button")
    if make.count():
        make.click()
    address = page.locator("a[href*='/tavle/']").get_attribute("href")
    page.context.clear_cookies()
    page.clock.install(time="2026-11-11T11:00:00+01:00")
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(re.sub(r"^https?://[^/]+", "", address))
    page.wait_for_selector(".b-playing")
    return page


def now_shown(page):
    return page.locator(".b-slide:not([hidden]) h2").inner_text()


def test_a_shift_in_front_of_the_screen(screen):
    page = screen
    count = page.locator(".b-dots li").count()
    assert count > 4
    seen = []
    for _ in range(count):
        seen.append(now_shown(page))
        assert page.evaluate(SMALL) == []
        assert page.evaluate("document.documentElement.scrollHeight") <= 1080
        slide = page.locator(".b-slide:not([hidden])")
        assert slide.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1"), seen[-1]
        page.clock.run_for(20_000)
    assert len(set(seen)) == count
    assert now_shown(page) == seen[0]
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()

    page.keyboard.press("p")
    page.clock.run_for(60_000)
    assert now_shown(page) == seen[0]
    page.keyboard.press("ArrowRight")
    assert now_shown(page) == seen[1]
    page.keyboard.press(" ")
    page.clock.run_for(20_000)
    assert now_shown(page) == seen[2]


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (3840, 2160)], ids=str)
def test_another_screen_shows_the_same_picture_smaller_or_larger(screen, size):
    page = screen
    share = min(size[0] / 1920, size[1] / 1080)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    assert page.evaluate(SMALL.replace("31.9", f"{31.9 * share}")) == []
    for _ in range(page.locator(".b-dots li").count()):
        slide = page.locator(".b-slide:not([hidden])")
        assert slide.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1"), now_shown(page)
        assert page.evaluate("document.documentElement.scrollHeight") <= size[1]
        page.keyboard.press("ArrowRight")


def test_what_was_counted_this_week_stays_on_the_screen_also_when_questions_are_long(screen):
    page = screen
    long = "Fikk pasienten vite hva som skal skje i dag, og hvem som kommer tilbake med svar?"
    page.evaluate("(text) => document.querySelectorAll('.b-q').forEach((q) => { q.textContent = text; })", long)
    while now_shown(page) != "Talt denne uka":
        page.keyboard.press("ArrowRight")
    row = page.locator(".b-week li").first
    page.locator(".b-week").evaluate("(e, html) => { e.innerHTML = html.repeat(4); }", row.evaluate("e => e.outerHTML"))
    slide = page.locator(".b-slide:not([hidden])")
    assert slide.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1")


def test_it_is_dark_at_night_grey_after_a_day_without_numbers_and_soon_without_what_was_said(screen):
    page = screen
    page.clock.run_for(61_000)
    assert page.locator("html").get_attribute("data-theme") == "light"
    page.route("**/tavle/**", lambda route: route.fulfill(status=429))  # no answer of any use
    assert page.locator(".b-said").count() == 1
    page.clock.run_for(601_000)
    assert page.locator(".b-said").count() == 0  # it may have been withdrawn since
    assert page.locator(".b-dots li").count() == page.locator(".b-slide").count() > 3
    page.clock.fast_forward("11:20:00")
    page.clock.run_for(61_000)
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator(".b-old").is_hidden()
    page.clock.fast_forward("13:00:00")
    page.clock.run_for(61_000)
    assert page.locator(".b-old").inner_text() == (
        "Skjermen har ikke fått nye tall på over et døgn. Sjekk nettilgangen."
    )
    page.unroute("**/tavle/**")
    with page.expect_response("**/tavle/**"):
        page.clock.run_for(301_000)
    page.wait_for_selector(".b-old", state="hidden")
    assert page.locator(".b-said").count() == 1
