"""`import measurements`, run as a process of its own on a terminal of its own."""

import os
import pty
import re
import subprocess
import sys

import pytest
from sqlalchemy import func, select

from tests.conftest import build
from tests.people import furnish
from tracker.models.base import db
from tracker.models.measurements import Measurement

HEAD = "Team;Indikator;Uke;Verdi\n"


@pytest.fixture
def installation(tmp_path, at_head):
    """A furnished database in a folder, and how a command finds it."""
    app = build(at_head("sqlite"), tmp_path)
    with app.app_context():
        furnish()
        db.session.commit()
        yield tmp_path
        db.session.remove()
        db.engine.dispose()


def run(folder, text, *options):
    """Give the exit status, what was written, and what the terminal showed meanwhile."""
    (folder / "tall.csv").write_text(text, encoding="utf-8")
    leader, follower = pty.openpty()
    environ = {"PATH": os.defpath, "TRACKER_INSTANCE": str(folder), "TRACKER_SECRET_KEY": "x" * 32}
    environ |= {"TRACKER_HOSTS": "oyehoyde.example.no"}
    command = [sys.executable, "-m", "tracker.cli", "import", "measurements", str(folder / "tall.csv")]
    done = subprocess.run(
        [*command, "--by", "ali@example.no", *options],
        stdout=subprocess.PIPE,
        stderr=follower,
        env=environ,
        check=False,
    )
    os.close(follower)
    shown = b""
    while chunk := _more(leader):
        shown += chunk
    os.close(leader)
    return done.returncode, done.stdout.decode(), shown.decode()


def _more(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that nobody writes any more
        return b""


def stored():
    return db.session.scalar(select(func.count()).select_from(Measurement))


def test_a_bar_shows_how_far_a_file_has_come_and_the_report_stands_alone(installation):
    rows = "".join(f"kirurgisk-3;visittid;{week}/2025;6,5\n" for week in range(1, 53))
    status, said, shown = run(installation, HEAD + rows)
    assert status == 0, shown
    assert said == "Stored: 52 new, 0 written over, 0 there already, 0 without numbers, 0 with something wrong.\n"
    for stage in ("Checking", "Storing"):
        assert re.search(rf"{stage}\s+\[#+\]\s+100%", shown), shown
    assert stored() == 52


def test_a_wrong_row_stores_nothing_and_fails_the_command(installation):
    status, said, _ = run(installation, HEAD + "kirurgisk-3;visittid;45/2025;6,5\nkirurgisk-3;visittid;54/2025;6,5\n")
    assert status == 1
    assert "Row 3, period: There is no such period." in said
    assert stored() == 0
