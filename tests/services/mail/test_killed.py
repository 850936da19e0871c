"""kill -9 of the sender at each step, and two senders at once: no mail goes twice, and none is lost unseen."""

import signal
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import func, select, text, update

from tests.catcher import catching, wait_until
from tests.conftest import build
from tests.people import furnish
from tests.services.mail.letters import SENDER, put, server_at
from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.mail import Mail, MailState
from tracker.services.mail.worker import Worker

ROOT = Path(__file__).parents[3]
LONG = 90
"""Seconds that a process may take to start on a machine that has much else to do."""


@pytest.fixture(params=["sqlite", "postgresql"])
def outbox(request, tmp_path, at_head):
    """A database on disk with the cast; gives its address."""
    url = at_head(request.param)
    app = build(url, tmp_path)
    with app.app_context():
        furnish()
        db.session.commit()
        yield url
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def catcher():
    with catching() as found:
        yield found


@pytest.fixture
def senders(outbox, catcher, tmp_path):
    """Start a sender as a process of its own; at the end none is left."""
    started = []

    def start():
        command = [sys.executable, "-m", "tests.services.mail.sending", outbox, str(catcher.port)]
        with (tmp_path / f"sender-{len(started)}.log").open("w") as log:
            process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def write(count=1):
    per = db.session.scalars(select(User).where(User.email == "per@example.no")).one()
    for _ in range(count):
        put(per, now=datetime.now(UTC))
    db.session.commit()


def states():
    db.session.rollback()
    found = Counter(dict(db.session.execute(select(Mail.state, func.count()).group_by(Mail.state)).all()))
    db.session.rollback()
    return found


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()


def lease_ends():
    db.session.execute(update(Mail).values(lease_until=datetime.now(UTC) - timedelta(seconds=1)))
    db.session.commit()


def finish(catcher):
    """Send the rest, as the next sender would."""
    assert Worker(server_at(catcher.port), SENDER, clock=partial(datetime.now, UTC)).send_due()


def test_killed_before_it_claims_it_goes_later_and_once(outbox, senders, catcher):
    process = senders()
    kill(process)
    write()
    finish(catcher)
    assert (len(catcher.raw), catcher.twice(), states()[MailState.SENT]) == (1, [], 1)


def test_killed_after_it_claimed_it_goes_when_the_claim_has_ended_and_once(outbox, senders, catcher):
    write(3)
    asked, goes_on = Event(), Event()
    catcher.at_recipient = lambda _address: (asked.set(), goes_on.wait(LONG))
    process = senders()
    assert asked.wait(LONG)
    kill(process)
    goes_on.set()
    catcher.at_recipient = lambda _address: None
    assert states() == {MailState.CLAIMED: 1, MailState.WAITING: 2}
    finish(catcher)
    assert states() == {MailState.CLAIMED: 1, MailState.SENT: 2}
    lease_ends()
    finish(catcher)
    assert (len(catcher.raw), catcher.twice(), states()) == (3, [], {MailState.SENT: 3})


def test_killed_while_it_hands_over_it_is_uncertain_and_never_goes_again_by_itself(outbox, senders, catcher):
    write(3)
    arrived, goes_on = Event(), Event()
    catcher.at_mail = lambda: (arrived.set(), goes_on.wait(LONG))
    process = senders()
    assert arrived.wait(LONG)
    kill(process)
    goes_on.set()
    catcher.at_mail = lambda: None
    assert states() == {MailState.HANDING_OVER: 1, MailState.WAITING: 2}
    lease_ends()
    finish(catcher)
    finish(catcher)
    assert (len(catcher.raw), catcher.twice()) == (3, [])
    assert states() == {MailState.UNCERTAIN: 1, MailState.SENT: 2}


@contextmanager
def locked(url):
    """Hold what the sender must write next: SQLite's one lock, or the rows of the outbox."""
    with db.engine.connect() as connection:
        if not url.startswith("sqlite"):
            connection.execute(text("SELECT id FROM mail FOR UPDATE"))
        else:
            connection.execute(text("SELECT 1"))  # BEGIN IMMEDIATE comes with it
        yield
        connection.rollback()


def test_killed_after_the_servers_yes_and_before_it_wrote_so_it_is_uncertain(outbox, senders, catcher):
    write(2)
    arrived, goes_on = Event(), Event()
    catcher.at_mail = lambda: (arrived.set(), goes_on.wait(LONG))
    process = senders()
    assert arrived.wait(LONG)
    with locked(outbox):
        catcher.at_mail = lambda: None
        goes_on.set()
        try:
            process.wait(1)  # it has its answer now, and waits for the lock
        except subprocess.TimeoutExpired:
            kill(process)
    assert states() == {MailState.HANDING_OVER: 1, MailState.WAITING: 1}
    lease_ends()
    finish(catcher)
    assert (len(catcher.raw), catcher.twice()) == (2, [])
    assert states() == {MailState.UNCERTAIN: 1, MailState.SENT: 1}


def test_two_senders_over_two_hundred_mails_send_each_once(outbox, senders, catcher):
    write(200)
    for _ in range(2):
        senders()
    wait_until(lambda: states()[MailState.SENT] == 200, seconds=2 * LONG)
    assert (len(catcher.raw), catcher.twice(), states()) == (200, [], {MailState.SENT: 200})


def test_senders_killed_at_random_send_nothing_twice_and_lose_nothing_unseen(outbox, senders, catcher):
    write(60)
    for goal in (15, 40):
        processes = [senders(), senders()]
        wait_until(lambda goal=goal: len(catcher.raw) >= goal, seconds=LONG)
        for process in processes:
            kill(process)
        lease_ends()
    finish(catcher)
    found = states()
    assert catcher.twice() == []
    assert found[MailState.SENT] + found[MailState.UNCERTAIN] == 60
    sent = set(db.session.scalars(select(Mail.message_id).where(Mail.state == MailState.SENT)))
    assert sent <= {mail["Message-ID"] for mail in catcher.mails}
    assert found[MailState.UNCERTAIN] <= 4


def test_a_sender_that_is_told_to_end_finishes_what_it_has_begun(outbox, senders, catcher):
    write(50)
    process = senders()
    wait_until(lambda: len(catcher.raw) >= 3, seconds=LONG)
    process.send_signal(signal.SIGTERM)
    assert process.wait(LONG) == 0
    found = states()
    assert found[MailState.SENT] == len(catcher.raw)
    assert found.keys() <= {MailState.SENT, MailState.WAITING}
