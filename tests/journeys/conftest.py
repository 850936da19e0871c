"""A real server, a real browser: the demo served on loopback, walked through in Chromium with axe at every step."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import select
from werkzeug.serving import make_server

from tests.conftest import build, copy
from tests.people import PASSWORD, PASSWORD_HASH
from tracker import demo
from tracker.models.accounts import Role, User
from tracker.models.base import db

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DRESSES = ((1280, "light"), (1280, "dark"), (320, "light"))
FAULTS = {"resultTypes": ["violations"]}
ONLY = {"light": FAULTS, "dark": FAULTS | {"runOnly": ["color-contrast"]}}
"""What is looked for in each dress: the dark one differs in nothing but colours. What is in order is not told of."""

THERE = Axe(axe_script="")
"""Axe where the page has its script already, half a megabyte of it."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is: named by the environment, or on the path."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("TRACKER_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.skip("Chromium is not installed: apt-get install chromium, or name it in TRACKER_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def browser(chromium) -> Iterator[Browser]:
    """One browser for all walks of this worker."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def prepared(migrated, tmp_path_factory) -> tuple[Path, str]:
    """The demo in a file, made once a worker, and the address of its leader, who has a password too."""
    home = tmp_path_factory.mktemp("prepared")
    app = build(copy(migrated("sqlite"), home / "demo.sqlite3"), home)
    with app.app_context():
        demo.load(now=datetime.now(UTC))
        leader = db.session.scalars(select(User).where(User.persona == Role.LEADER)).one()
        leader.password_hash = PASSWORD_HASH
        db.session.commit()
        email = leader.email
        db.session.remove()
        db.engine.dispose()
    return home / "demo.sqlite3", email


@pytest.fixture
def settings() -> dict[str, object]:
    """What a file of journeys sets otherwise than the demo does."""
    return {}


@pytest.fixture
def served(tmp_path, prepared, settings) -> Iterator[tuple[str, str, Flask]]:
    """The demo on loopback, from a database of this test's own, and the application behind it."""
    file, email = prepared
    own = tmp_path / "journey.sqlite3"
    app = build(copy(file, own), tmp_path, **settings)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", email, app
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def site(served) -> tuple[str, str]:
    """Where the demo is served, and the address of its leader, who has a password too."""
    return served[:2]


@pytest.fixture
def walker(browser, site) -> Iterator["Walker"]:
    """Someone in front of the browser. A script that fails on any page fails the walk."""
    url, email = site
    context = browser.new_context(base_url=url, locale="nb-NO", timezone_id="Europe/Oslo", viewport=_size(1280))
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)
    yield Walker(page, email)
    context.close()
    assert [line for line in broken if "status of 4" not in line] == []


class Walker:
    """A person's hands, and the checks that every page must pass: axe, light and dark, wide and narrow."""

    def __init__(self, page: Page, email: str) -> None:
        self.page = page
        self.email = email

    def sign_in(self) -> None:
        """Sign in as the demo's leader, with address and password."""
        self.page.goto("/sign-in")
        self.page.get_by_label("E-post").fill(self.email)
        self.page.get_by_label("Passord").fill(PASSWORD)
        self.page.get_by_role("button", name="Logg inn").click()

    def look(self) -> None:
        """Check the page as it stands: no violation in axe, no sideways scroll, in three dresses."""
        axe = Axe()
        for width, scheme in DRESSES:
            self.page.set_viewport_size(_size(width))
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = axe.run(self.page, options=ONLY[scheme])
            axe = THERE
            where = f"{self.page.url} at {width} px, {scheme}"
            assert found.violations_count == 0, f"{where}:\n{found.generate_report()}"
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{self.page.url} is {wide} px wide in a window of {width}"
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(_size(1280))


def _size(width: int) -> dict[str, int]:
    return {"width": width, "height": 900}
