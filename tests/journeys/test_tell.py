"""At the bedside, in a real browser: two taps, gloves, no network, a network that breaks in the middle of an answer."""

import re
from collections.abc import Iterator
from random import Random
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from sqlalchemy import create_engine, delete, func, select

from tests.journeys.conftest import Walker
from tracker.models.measurements import Measurement, Source
from tracker.models.measures import Measure
from tracker.models.tally import TallyEvent, TallyHour, TeamCode

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def nothing_counted(tmp_path, site) -> None:
    """Take away what the demo has counted, and its codes: the sums are then of this test's taps alone."""
    engine = create_engine(f"sqlite:///{tmp_path / 'journey.sqlite3'}")
    with engine.begin() as connection:
        for table in (TallyEvent, TallyHour, TeamCode):
            connection.execute(delete(table))
        connection.execute(delete(Measurement).where(Measurement.source == Source.TALLY))
    engine.dispose()


@pytest.fixture
def address(walker: Walker, nothing_counted) -> str:
    """What the QR code says: made by the leader, on her page of codes."""
    walker.sign_in()
    walker.page.get_by_role("link", name="Kirurgisk sengepost 3").first.click()
    walker.page.get_by_role("link", name="Koder og telling").click()
    walker.page.get_by_role("button", name="Lag kode Tell").click()
    walker.page.locator(".codecard-q svg").wait_for()
    return walker.page.locator(".codecard a").first.get_attribute("href")


@pytest.fixture
def phones(browser, address, site) -> Iterator[list[BrowserContext]]:
    """Phones that belong to nobody: no account, no cookie."""
    made = []

    def phone(**options) -> BrowserContext:
        kind = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
        context = browser.new_context(base_url=site[0], locale="nb-NO", timezone_id="Europe/Oslo", **kind, **options)
        made.append(context)
        return context

    yield phone
    for context in made:
        context.close()


@pytest.fixture
def stored(site, tmp_path):
    """What the server has: yes and all, by the words of the question's measure."""
    engine = create_engine(f"sqlite:///{tmp_path / 'journey.sqlite3'}")

    def read() -> dict[str, tuple[int, int]]:
        query = select(Measure.name, func.sum(TallyHour.yes), func.sum(TallyHour.total)).join(
            TallyHour, TallyHour.measure_id == Measure.id
        )
        with engine.connect() as connection:
            return {name: (yes, total) for name, yes, total in connection.execute(query.group_by(Measure.name))}

    yield read
    engine.dispose()


def card(page: Page, number: int):
    return page.locator("[data-question]").nth(number)


def say(page: Page, number: int, word: str) -> None:
    """Tap, as a finger does, and let a second pass the time in which a second press is the same press."""
    page.wait_for_timeout(620)
    card(page, number).get_by_role("button", name=word).tap()


def until(page: Page, script: str) -> None:
    """Wait for a script to say yes. (Playwright's own wait evaluates text, which the page's policy forbids.)"""
    page.evaluate(f"async () => {{ while (!(await ({script}))) await new Promise((go) => setTimeout(go, 50)); }}")


def ready(page: Page) -> None:
    """Wait until the page can be opened without network: its worker stands, and has kept all parts."""
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, "caches.open('tell-1').then(async (kept) => (await kept.keys()).length >= 9)")


def test_from_the_code_to_the_first_count_is_two_taps(phones, address, stored):
    context = phones()
    page = context.new_page()
    page.goto(address)  # the first tap: the code that was scanned
    expect(page.locator("#last .t-tick")).to_be_hidden()  # nothing is done yet
    card(page, 0).get_by_role("button", name="Ja").tap()  # the second
    expect(card(page, 0).locator(".t-sum p")).to_have_text("1 av 1 i dag")
    expect(card(page, 0).locator(".s-y:not(.s-w)")).to_have_count(1)
    assert list(stored().values()) == [(1, 1)]
    assert context.cookies() == []


def test_a_press_with_a_glove_counts_once_and_undo_takes_it_back(phones, address, stored):
    page = phones().new_page()
    page.add_init_script("window.buzzes = []; navigator.vibrate = (long) => buzzes.push(long);")
    page.goto(address)
    page.get_by_role("button", name="Nei").first.dblclick()
    expect(card(page, 0).locator(".t-sum p")).to_have_text("0 av 1 i dag")
    expect(page.locator("#last")).to_contain_text(re.compile(r"Nei\s*Talt kl\. \d\d\.\d\d"))
    assert page.evaluate("buzzes") == [20]
    page.get_by_role("button", name="Angre").tap()
    expect(page.locator("#last")).to_contain_text("Angret. Tellingen er slettet.")
    expect(page.get_by_role("button", name="Angre")).to_be_hidden()
    expect(card(page, 0).locator(".t-sum p")).to_have_text("0 av 0 i dag")
    page.wait_for_timeout(500)
    assert set(stored().values()) <= {(0, 0)}


def test_without_network_counts_wait_and_go_when_it_is_back(phones, address, stored):
    context = phones()
    page = context.new_page()
    page.goto(address)
    ready(page)
    context.set_offline(True)
    page.wait_for_timeout(300)
    expect(page.locator("#net")).to_be_hidden()  # nothing waits
    say(page, 0, "Ja")
    say(page, 0, "Nei")
    say(page, 1, "Ja")
    expect(page.locator("#net:visible")).to_contain_text("Uten nett. 3 tellinger venter på telefonen.")
    expect(card(page, 0).locator(".s-w")).to_have_count(2)
    page.get_by_role("button", name="Angre").tap()
    expect(card(page, 1).locator(".t-sum p")).to_have_text("0 av 0 i dag")
    expect(page.locator("#net:visible")).to_contain_text("Uten nett. 2 tellinger venter på telefonen.")
    page.reload()  # the worker opens the page; what waited is still there
    expect(card(page, 0).locator(".t-sum p")).to_have_text("1 av 2 i dag")
    expect(page.locator("#last")).to_contain_text("Angret")
    say(page, 1, "Nei")
    context.set_offline(False)
    expect(page.locator("#net")).to_be_hidden()
    expect(page.locator(".s-w")).to_have_count(0)
    expect(page.locator("#status")).to_have_text("3 tellinger er sendt.")
    assert sorted(stored().values()) == [(0, 1), (1, 2)]


def test_an_answer_that_is_lost_on_the_way_back_is_not_counted_twice(phones, address, stored):
    page = phones().new_page()
    page.goto(address)
    lost: list[int] = []

    def cut(route: Route) -> None:
        """Let the request reach the server, and cut the line before the answer is heard."""
        if len(lost) < 2:
            lost.append(route.fetch().status)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/counts", cut)
    card(page, 0).get_by_role("button", name="Ja").tap()
    expect(page.locator("#net:visible")).to_contain_text("1 telling venter på telefonen.")
    assert list(stored().values()) == [(1, 1)]  # the server has it; the phone does not know
    say(page, 0, "Nei")
    page.get_by_role("button", name="Angre").tap()
    expect(page.locator("#net")).to_be_hidden(timeout=15_000)
    expect(card(page, 0).locator(".t-sum p")).to_have_text("1 av 1 i dag")
    assert lost == [200, 200]
    assert list(stored().values()) == [(1, 1)]


def test_an_undo_without_network_takes_back_what_the_server_has(phones, address, stored):
    context = phones()
    page = context.new_page()
    page.goto(address)
    ready(page)
    say(page, 0, "Ja")
    expect(card(page, 0).locator(".s-y:not(.s-w)")).to_have_count(1)
    context.set_offline(True)
    page.get_by_role("button", name="Angre").tap()
    expect(card(page, 0).locator(".t-sum p")).to_have_text("0 av 0 i dag")
    expect(card(page, 0).locator(".t-strokes li")).to_have_count(0)
    expect(page.locator("#net:visible")).to_contain_text("Uten nett. Slettingen venter på telefonen.")
    assert list(stored().values()) == [(1, 1)]
    context.set_offline(False)
    expect(page.locator("#net")).to_be_hidden()
    page.wait_for_timeout(500)
    assert list(stored().values()) == [(0, 0)]


def test_without_network_the_page_opens_with_what_was_known_last_and_says_from_when(phones, address, stored):
    context = phones()
    page = context.new_page()
    page.goto(address)
    ready(page)
    other = phones().new_page()
    other.goto(address)
    say(other, 0, "Ja")
    say(page, 0, "Nei")
    expect(card(page, 0).locator(".t-sum p")).to_have_text("1 av 2 i dag")  # of both phones
    expect(page.locator("#as-of")).to_be_hidden()
    context.set_offline(True)
    page.reload()
    expect(card(page, 0).locator(".t-sum p")).to_have_text("1 av 2 i dag")
    expect(page.locator("#as-of")).to_have_text(re.compile(r"Tallene er fra kl\. \d\d\.\d\d\."))
    context.set_offline(False)
    expect(page.locator("#as-of")).to_be_hidden()


def test_a_code_that_has_ended_stops_counting_and_says_so(phones, address, walker, stored):
    context = phones()
    page = context.new_page()
    page.goto(address)
    ready(page)
    walker.page.get_by_role("link", name="Trekk koden tilbake").click()
    walker.page.get_by_role("button", name="Trekk koden tilbake").click()
    say(page, 0, "Ja")
    expect(page.locator("#net:visible")).to_contain_text("Koden gjelder ikke lenger. Be teamlederen om en ny.")
    expect(card(page, 0).get_by_role("button", name="Ja")).to_be_disabled()
    expect(card(page, 0).locator(".s-w")).to_have_count(1)  # what was pressed waits for a new code
    assert stored() == {}


def test_one_failure_of_the_phones_store_does_not_stop_the_sending(phones, address, stored):
    page = phones(service_workers="block").new_page()
    page.goto(address)
    until(page, "performance.getEntriesByName('tell-ready').length === 1")
    page.evaluate("""() => {
      const real = IDBObjectStore.prototype.getAll;
      let broken = 3;
      IDBObjectStore.prototype.getAll = function () {
        if (broken-- > 0) throw new DOMException("full", "QuotaExceededError");
        return real.call(this);
      };
    }""")
    say(page, 0, "Ja")
    say(page, 0, "Ja")
    page.wait_for_timeout(300)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(card(page, 0).locator(".t-sum p")).to_have_text("2 av 2 i dag")
    expect(page.locator(".s-w")).to_have_count(0, timeout=15_000)
    assert list(stored().values()) == [(2, 2)]


def test_signing_out_on_a_shared_screen_keeps_the_counts_that_wait(phones, address, walker, stored):
    walker.page.goto(urlsplit(address).path)
    until(walker.page, "navigator.serviceWorker.controller !== null")
    walker.page.context.set_offline(True)
    card(walker.page, 0).get_by_role("button", name="Ja").click()
    expect(walker.page.locator("#net:visible")).to_contain_text("1 telling venter på telefonen.")
    walker.page.context.set_offline(False)
    walker.page.route("**/counts", lambda route: route.abort("connectionreset"))
    walker.page.goto("/")
    walker.page.get_by_role("button", name="Logg ut").click()
    walker.page.unroute_all()
    walker.page.goto(urlsplit(address).path)
    expect(card(walker.page, 0).locator(".t-sum p")).to_have_text("1 av 1 i dag")
    expect(walker.page.locator(".s-w")).to_have_count(0)
    assert list(stored().values()) == [(1, 1)]


def test_three_phones_add_up(phones, address, stored):
    pages = []
    for _ in range(3):
        page = phones().new_page()
        page.goto(address)
        pages.append(page)
    for number in range(4):
        for page in pages:
            say(page, 0, "Nei" if number == 2 else "Ja")
    pages[0].wait_for_timeout(800)
    assert list(stored().values()) == [(9, 12)]


def test_the_keyboard_is_enough(phones, address, stored):
    page = phones(service_workers="block").new_page()
    page.goto(address)
    for _ in range(3):  # the way to the charts, yes, no
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card(page, 0).locator(".t-sum p")).to_have_text("0 av 1 i dag")
    page.get_by_role("button", name="Angre").focus()
    page.keyboard.press(" ")
    expect(card(page, 0).locator(".t-sum p")).to_have_text("0 av 0 i dag")


TAPS = """({ counts, undoes, seed }) => {
  let state = seed;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const cards = [...document.querySelectorAll("[data-question]")];
  const undo = document.getElementById("undo");
  const until = async (done) => { while (!done()) await new Promise((go) => setTimeout(go, 5)); };
  window.taps = cards.map(() => [0, 0]);
  window.tapping = (async () => {
    for (let left = counts; left > 0; left -= 1) {
      const at = Math.floor(random() * cards.length);
      const yes = random() < 0.6;
      const button = cards[at].querySelector(yes ? ".t-yes" : ".t-no");
      cards[at].pressed = undefined;  // not a glove's second press: a day's taps in a few seconds
      button.form.requestSubmit(button);
      await new Promise((go) => setTimeout(go, 10 * random()));
      if (undoes > 0 && random() < undoes / left) {
        undoes -= 1;
        await until(() => !undo.hidden);
        undo.requestSubmit();
        await until(() => undo.hidden);
      } else {
        taps[at][0] += yes ? 1 : 0;
        taps[at][1] += 1;
      }
    }
    await until(() => undoes === 0);
    window.tapped = true;
  })();
}"""
"""One phone's taps at random, some of them taken back, through the page's own buttons; `taps`: what must be there."""
QUEUE = """new Promise((go) => { const asked = indexedDB.open("tell"); asked.onsuccess = () => {
  const rows = asked.result.transaction("counts").objectStore("counts").count();
  rows.onsuccess = () => { asked.result.close(); go(rows.result); };
}; })"""


def test_a_thousand_taps_and_a_hundred_undos_of_three_phones_on_a_bad_network_add_up(phones, address, stored):
    chance = Random(4)
    fates = dict.fromkeys(("cut", "unheard", "twice", "whole"), 0)

    def treat(route: Route) -> None:
        """Cut the line before the batch comes, or before its answer is heard; or let it come twice."""
        fate = chance.choice(list(fates)) if chaos else "whole"
        fates[fate] += 1
        match fate:
            case "cut":
                route.abort("connectionreset")
            case "unheard":
                route.fetch()
                route.abort("connectionreset")
            case "twice":
                route.fetch()
                route.fulfill(response=route.fetch())
            case _:
                route.continue_()

    chaos, pages = True, []
    for seed, (counts, undoes) in enumerate([(334, 34), (333, 33), (333, 33)], start=1):
        page = phones(service_workers="block").new_page()
        page.route("**/counts", treat)
        page.goto(address)
        until(page, "performance.getEntriesByName('tell-ready').length === 1")
        page.evaluate(TAPS, {"counts": counts, "undoes": undoes, "seed": seed})
        pages.append(page)
    while not all(page.evaluate("window.tapped === true") for page in pages):
        pages[0].wait_for_timeout(200)
        for page in pages:
            page.evaluate("dispatchEvent(new Event('online'))")
    chaos = False
    for page in pages:
        while page.evaluate(QUEUE):
            page.evaluate("dispatchEvent(new Event('online'))")
            page.wait_for_timeout(100)
    assert min(fates.values()) > 3, fates
    taps = [page.evaluate("taps") for page in pages]
    sums = sorted(tuple(sum(phone[at][part] for phone in taps) for part in (0, 1)) for at in range(len(taps[0])))
    assert sum(total for _, total in sums) == 900
    assert sorted(stored().values()) == sums


def test_what_waited_goes_through_the_new_code_when_the_old_one_is_replaced(phones, address, walker, stored):
    context = phones()
    page = context.new_page()
    page.goto(address)
    ready(page)
    context.set_offline(True)
    say(page, 0, "Ja")
    walker.page.get_by_role("link", name="Bytt kode").click()
    walker.look()
    walker.page.get_by_role("button", name="Lag ny kode").click()
    new = walker.page.locator(".codecard a").first.get_attribute("href")
    context.set_offline(False)
    expect(page.locator("#net:visible")).to_contain_text("Koden gjelder ikke lenger. Be teamlederen om en ny.")
    assert stored() == {}
    page.goto(new)
    expect(card(page, 0).locator(".t-sum p")).to_have_text("1 av 1 i dag")
    expect(page.locator(".s-w")).to_have_count(0)
    assert list(stored().values()) == [(1, 1)]


def test_the_page_is_whole_in_every_dress(walker, address):
    walker.page.goto(urlsplit(address).path)
    walker.look()
    card(walker.page, 0).get_by_role("button", name="Ja").click()
    expect(walker.page.locator("#last")).to_contain_text("Talt kl.")
    walker.look()
    walker.page.set_viewport_size({"width": 320, "height": 640})
    sizes = walker.page.locator(".t-btn").evaluate_all("all => all.map(b => b.getBoundingClientRect().height)")
    assert min(sizes) >= 80
    papers = set()
    for scheme in ("light", "dark"):
        walker.page.emulate_media(color_scheme=scheme)
        papers.add(walker.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(papers) == 2, "night shifts have the dark page without asking"
    assert walker.page.locator(".t-back").bounding_box()["height"] >= 56


def pages_of(page: Page) -> int:
    """Print a page, and count the sheets of A4."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_the_page_of_codes_and_its_sheets_are_whole(walker, address):
    walker.look()
    for link in ("Skriv ut A4", "Skriv ut A6"):
        walker.page.get_by_role("link", name=link).click()
        walker.look()
        assert pages_of(walker.page) == 1
        walker.page.go_back()
    walker.page.get_by_role("link", name="Skriv ut telleark på papir").click()
    walker.look()
    expect(walker.page.get_by_role("button", name="Skriv ut")).to_be_visible()
    assert pages_of(walker.page) == 1  # both questions


def test_the_page_is_ready_within_a_second_on_a_slow_phone(phones, address):
    """On a first visit at a quarter of the processor's speed.

    What is held is the processor's time on the page's thread, not the clock on the wall, which also tells who else
    uses this machine. The least of three visits counts: the first one wakes the browser up.
    """
    spent = []
    for _ in range(3):
        page = phones().new_page()
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(address)
        until(page, "performance.getEntriesByName('tell-ready').length === 1")
        figures = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        spent.append(figures["TaskDuration"])
    assert min(spent) < 1, f"{spent} s"
