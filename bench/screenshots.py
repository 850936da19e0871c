"""Draw the README's pictures from the running demo: `make screenshots` (needs Chromium)."""

import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import sync_playwright
from sqlalchemy import select
from werkzeug.serving import make_server

from config import ROOT, Config
from tracker import demo
from tracker.app import create_app
from tracker.models.accounts import Role, User
from tracker.models.base import db

PICTURES = ROOT / "docs" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
SIZE = {"width": 1280, "height": 1000}


def main() -> None:
    """Serve the demo on loopback, walk through it and keep a picture of each page."""
    chromium = os.environ.get("TRACKER_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is not installed: name it in TRACKER_CHROMIUM")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        app = _demo(Path(folder))
        server = make_server("127.0.0.1", 0, app, threaded=True)
        Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            page = browser.new_page(base_url=f"http://127.0.0.1:{server.server_port}", locale="nb-NO", viewport=SIZE)
            for role, steps in WALKS.items():
                page.goto("/demo")
                page.locator(f"form[action='/demo/{_persona(app, role)}'] button").click()
                for name, press in steps:
                    if press:
                        page.get_by_role("link", name=press).first.click()
                    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
            browser.close()
        server.shutdown()


WALKS = {
    Role.LEADER: [("team", "Kirurgisk sengepost 3"), ("goal", "Halvere fall med skade")],
    Role.HOST: [("network", "")],
}
"""Who walks where: the name of each picture, and the link that is pressed before it is taken."""


def _demo(folder: Path) -> Flask:
    app = create_app(
        Config(
            secret_key="for pictures of the demo only, and long enough",
            database_url=f"sqlite:///{folder / 'demo.sqlite3'}",
            instance_path=folder,
            demo=True,
            secure_cookies=False,
        )
    )
    with app.app_context():
        upgrade()
        demo.load(now=datetime.now(UTC))
        db.session.commit()
    return app


def _persona(app: Flask, role: Role) -> int:
    with app.app_context():
        return db.session.scalars(select(User.id).where(User.persona == role)).one()


if __name__ == "__main__":
    main()
