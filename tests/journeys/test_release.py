"""A release while phones and the ward's screen are on: what they had goes, and what they get is of one piece."""

import re
import shutil
from pathlib import Path

import pytest

from tests.journeys.test_tell import address, nothing_counted, phones, ready, say, stored, until
from tracker.web.core import assets
from tracker.web.core.assets import Assets, asset

__all__ = ["address", "nothing_counted", "phones", "stored"]
STATIC = Path(assets.__file__).parents[3] / "static"
KEPT = """caches.open("tell-1").then(async (kept) => (await kept.keys()).map(({ url }) => new URL(url).pathname))"""


@pytest.fixture
def release(served, tmp_path):
    """Put another release of the files in the place of this one."""

    def change(**added: str) -> None:
        folder = tmp_path / "static"
        shutil.copytree(STATIC, folder)
        for name in ("css/tell.css", "css/board.css", "js/tell/sender.js", "js/tell/worker.js"):
            with (folder / name).open("a") as file:
                file.write(added.get(Path(name).stem, "\n"))
        served[2].extensions["tracker.assets"] = Assets(folder)

    return change


def of_one_release(addresses):
    return {
        re.sub(r"^/assets/(\w+)/(js/|css/).*", r"\1 \2", each) for each in addresses if re.search(r"/(js|css)/", each)
    }


def test_a_phone_with_the_old_worker_gets_the_new_files_and_lets_go_of_the_old(phones, address, release, stored):
    context = phones()
    page = context.new_page()
    page.goto(address)
    ready(page)
    old = of_one_release(page.evaluate(KEPT))
    first = page.evaluate("navigator.serviceWorker.controller.scriptURL")
    release(
        worker="\naddEventListener('message', ({ data, source }) => data === 'who' && source.postMessage('new'));\n"
    )
    page.reload()
    until(
        page,
        "new Promise((go) => { navigator.serviceWorker.onmessage = () => go(true); setTimeout(() => go(false), 300);"
        " navigator.serviceWorker.controller.postMessage('who'); })",
    )
    page.reload()
    until(page, f"{KEPT}.then((all) => all.filter((each) => each.startsWith('/assets/')).length <= 8)")
    new = of_one_release(page.evaluate(KEPT))
    assert len(new) == 2
    assert not new & old
    assert page.evaluate("navigator.serviceWorker.controller.scriptURL") == first  # one worker, of one scope
    context.set_offline(True)
    page.reload()
    say(page, 0, "Ja")
    context.set_offline(False)
    page.locator("#net").wait_for(state="hidden")
    page.wait_for_timeout(500)
    assert list(stored().values()) == [(1, 1)]


def test_an_address_of_the_last_release_has_nothing(served, release):
    app = served[2]
    with app.test_request_context():
        old = asset("css/tell.css")
        release()
        new = asset("css/tell.css")
    client = app.test_client()
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_the_wards_screen_takes_the_new_page_whole(walker, release):
    page = walker.page
    walker.sign_in()
    page.goto("/teams/kirurgisk-sengepost-3/codes")
    make = page.locator("section").filter(has=page.get_by_role("heading", name="Tavla")).get_by_role("button")
    if make.count():
        make.click()
    board = page.locator("a[href*='/tavle/']").get_attribute("href")
    page.clock.install(time="2026-11-11T11:00:00+01:00")
    page.goto(re.sub(r"^https?://[^/]+", "", board))
    page.wait_for_selector(".b-playing")
    sheets = "[...document.querySelectorAll('link[rel=stylesheet]')].map((e) => e.href).join()"
    before = page.evaluate(sheets)
    release()
    with page.expect_navigation():
        page.clock.run_for(301_000)
    page.wait_for_selector(".b-playing")
    assert page.evaluate(sheets) != before
