"""kill -9 in the middle of a shift: nothing that was answered is lost, nothing that is sent again counts twice."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from threading import Event, Thread
from uuid import UUID

import pytest
from sqlalchemy import func, select

from tests.conftest import build
from tests.people import furnish
from tracker.access.team_code import show_code
from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure
from tracker.models.tally import CodePurpose, TallyEvent, TallyHour, TeamCode
from tracker.models.teams import Team

ROOT = Path(__file__).parents[3]
PHONES = 3
COUNTS = 1000
UNDONE = 100
KILLS = 2


class Server:
    """gunicorn on loopback, as it is served, until it is killed."""

    def __init__(self, url: str, folder: Path) -> None:
        self.folder = folder
        self.env = os.environ | {
            "TRACKER_SECRET_KEY": "for tests only, and long enough for that",
            "TRACKER_DATABASE_URL": url,
            "TRACKER_INSTANCE": str(folder),
            "TRACKER_INSECURE_COOKIES": "1",
        }
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        command = [
            "-m",
            "gunicorn",
            f"--bind=127.0.0.1:{self.port}",
            "--workers=2",
            "--threads=8",
            "--no-control-socket",
        ]
        with (self.folder / "server.log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, *command, "tracker.app:create_app()"],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError((self.folder / "server.log").read_text())

    def kill(self) -> None:
        """Take the power from all its processes at once."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


class Phone(Thread):
    """Sends its messages in batches until each is answered; what it hears nothing of, it sends again."""

    def __init__(self, number: int, port: int, path: str, messages: list[dict]) -> None:
        super().__init__()
        self.random = Random(number)
        self.port, self.path, self.waiting = port, path, messages
        self.answered: set[str] = set()
        self.done = Event()

    def run(self) -> None:
        while self.waiting and not self.done.is_set():
            self.random.shuffle(self.waiting)
            batch = self.waiting[: self.random.randint(1, 25)]
            kept = self.send(batch)
            if kept is None:
                time.sleep(0.05)
                continue
            self.answered.update(kept)
            again = self.random.random() < 0.1  # the answer came, and the phone did not hear it
            self.waiting = self.waiting if again else [m for m in self.waiting if m not in batch]

    def send(self, batch: list[dict]) -> list[str] | None:
        try:
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
                body = json.dumps({"sent": datetime.now(UTC).isoformat(), "counts": batch})
                connection.request("POST", self.path, body, {"Content-Type": "application/json"})
                response = connection.getresponse()
                return json.loads(response.read())["kept"] if response.status == 200 else None
        except (OSError, HTTPException, ValueError):
            return None


@pytest.fixture(params=["sqlite", "postgresql"])
def ward(request, tmp_path, at_head):
    """A database on disk with the cast and a code in it; gives its address, the code and the question."""
    url = at_head(request.param)
    app = build(url, tmp_path)
    with app.app_context():
        furnish()
        team = db.session.scalars(select(Team).where(Team.slug == "kirurgisk-3")).one()
        chair = db.session.scalars(select(Measure).where(Measure.slug == "satte-legen-seg")).one()
        nora = db.session.scalars(select(User).where(User.email == "nora@example.no")).one()
        chair.tally_question = "Satte legen seg ned?"
        code = TeamCode(
            team_id=team.id, purpose=CodePurpose.TELL, code="23456789cdfg", created_at=datetime.now(UTC),
            created_by_id=nora.id,
        )  # fmt: skip
        db.session.add(code)
        db.session.commit()
        given = url, f"/tell/{show_code(code.code)}/counts", chair.id
        db.session.remove()  # what is only being read must not hold SQLite's one lock
        yield given
        db.session.remove()
        db.engine.dispose()


def test_a_killed_server_loses_nothing_it_answered_and_counts_nothing_twice(ward, tmp_path):
    url, path, question = ward
    random = Random(11)
    counts = [
        {
            "id": str(UUID(int=random.getrandbits(128), version=4)),
            "question": question,
            "answer": random.random() < 0.7,
            "at": datetime.now(UTC).isoformat(),
            "undone": False,
        }
        for _ in range(COUNTS)
    ]
    taken_back = random.sample(counts, UNDONE)
    messages = [*counts, *({**count, "undone": True} for count in taken_back)]
    random.shuffle(messages)
    server = Server(url, tmp_path)
    phones = [Phone(n, server.port, path, messages[n::PHONES]) for n in range(PHONES)]
    try:
        server.start()
        for phone in phones:
            phone.start()
        for part in range(1, KILLS + 1):
            reach(phones, COUNTS * part // (KILLS + 1))
            server.kill()
            assert heard(phones) <= stored_ids(), "answered, and gone"
            server.start()
        for phone in phones:
            phone.join(60)
        assert not any(phone.is_alive() for phone in phones)
    finally:
        for phone in phones:
            phone.done.set()
        server.kill()
        for phone in phones:
            phone.join(15)
    gone = {count["id"] for count in taken_back}
    left = [count["answer"] for count in counts if count["id"] not in gone]
    hours = db.session.execute(select(func.sum(TallyHour.yes), func.sum(TallyHour.total))).one()
    filled = db.session.execute(select(func.sum(Measurement.numerator), func.sum(Measurement.denominator))).one()
    assert tuple(hours) == tuple(filled) == (sum(left), len(left))
    assert stored_ids() == {count["id"] for count in counts}


def heard(phones: list[Phone]) -> set[str]:
    return set().union(*(set(phone.answered) for phone in phones))


def reach(phones: list[Phone], wanted: int) -> None:
    """Wait until this many counts were answered."""
    until = time.monotonic() + 60
    while len(heard(phones)) < wanted and time.monotonic() < until:
        time.sleep(0.005)


def stored_ids() -> set[str]:
    found = {str(each) for each in db.session.scalars(select(TallyEvent.id))}
    db.session.rollback()
    return found
