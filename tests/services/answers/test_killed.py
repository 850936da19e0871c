"""The server itself: killed before the thank-you, with phones on slow lines, and its disk searched for what is gone."""

import re
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from tests.conftest import build
from tests.people import furnish
from tests.services.tally.test_crash import ROOT, Server
from tests.text import invented
from tracker.access.team_code import draw_code, show_code
from tracker.models.accounts import User
from tracker.models.answers import Answer
from tracker.models.base import db
from tracker.models.tally import CodePurpose, TeamCode
from tracker.models.teams import Team

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def ward(tmp_path, at_head):
    """A server on a file of its own, and the address of a ward's question."""
    url = at_head("sqlite")
    app = build(url, tmp_path)
    code = draw_code()
    with app.app_context():
        furnish()
        team = db.session.scalars(select(Team).where(Team.slug == "kirurgisk-3")).one()
        nora = db.session.scalars(select(User).where(User.email == "nora@example.no")).one()
        db.session.add(
            TeamCode(
                team_id=team.id,
                purpose=CodePurpose.ANSWER,
                code=code,
                created_at=datetime.now(UTC),
                created_by_id=nora.id,
            )
        )
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    server = Server(url, tmp_path)
    server.start()
    yield server, f"/viktig/{show_code(code)}", app
    server.kill()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def ask(server, method, path, form=None):
    connection = HTTPConnection("127.0.0.1", server.port, timeout=90)
    try:
        connection.request(method, path, urlencode(form) if form else None, FORM if form else {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def ask_again(server, method, path, form=None):
    """Ask as a person does whose line was cut: until the server that has just come up answers."""
    for _try in range(20):
        try:
            return ask(server, method, path, form)
        except (OSError, HTTPException):
            time.sleep(0.5)
    return ask(server, method, path, form)


def token(server, path):
    return re.search(r'name="token" value="([^"]+)"', ask_again(server, "GET", path)[1])[1]


def code_on(page):
    return re.search(r'class="vh">(\d{4}, \d{4}, \d{4})<', page)[1]


class SlowPhone(threading.Thread):
    """Sends an answer a byte at a time. Half way it holds on until it is told to go on, or hangs up."""

    def __init__(self, server, path, text):
        super().__init__()
        body = urlencode({"token": token(server, path), "answer": text}).encode()
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: {FORM['Content-Type']}\r\n"
        self.head, self.body = f"{head}Content-Length: {len(body)}\r\n\r\n".encode(), body
        self.port, self.status, self.page, self.hangs_up = server.port, 0, "", False
        self.half_way, self.go_on = threading.Event(), threading.Event()

    def run(self):
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=30)) as line:
            line.sendall(self.head)
            self.trickle(line, self.body[:-12])
            self.half_way.set()
            self.go_on.wait(30)
            if self.hangs_up:
                return
            self.trickle(line, self.body[-12:])
            answer = HTTPResponse(line)
            answer.begin()
            self.status, self.page = answer.status, answer.read().decode()

    def trickle(self, line, part):
        for byte in part:
            line.sendall(bytes([byte]))
            time.sleep(0.003)


def number(app):
    with app.app_context():
        found = db.session.scalar(select(func.count(Answer.id)))
        db.session.remove()
        db.engine.dispose()
    return found


def on_disk(folder, marker):
    """The files that hold a word, in any encoding a database or a log writes."""
    forms = (marker.encode(), marker.encode("utf-16-le"))
    return [path.name for path in folder.rglob("*") if path.is_file() and any(f in path.read_bytes() for f in forms)]


def test_an_answer_is_there_once_however_often_the_server_is_killed(ward):
    server, path, app = ward
    for turn, pause in enumerate((0.0, 0.01, 0.03)):
        form = {"token": token(server, path), "answer": f"At noen har tid {turn}"}
        heard = []

        def send(form=form, heard=heard):
            try:
                heard.append(ask(server, "POST", path, form))
            except (OSError, HTTPException):
                heard.append(None)

        sending = threading.Thread(target=send)
        sending.start()
        time.sleep(pause)
        server.kill()
        sending.join()
        server.start()
        first = heard[0]
        status, page = ask_again(server, "POST", path, form)
        assert status == 200
        if first is not None and first[0] == 200:
            assert code_on(page) == code_on(first[1])
        assert number(app) == turn + 1


def test_phones_on_slow_lines_are_heard_out_and_keep_nobody_waiting(ward, tmp_path):
    """One worker may get them all: it has eight threads, and one is left. More than that is the proxy's to hold."""
    server, path, app = ward
    slow = [SlowPhone(server, path, f"MERKEORDET {number}") for number in range(7)]
    quick = [{"token": token(server, path), "answer": f"God kaffe {number}"} for number in range(3)]
    for phone in slow:
        phone.start()
    assert all(phone.half_way.wait(30) for phone in slow)
    assert [ask(server, "POST", path, form)[0] for form in quick] == [200, 200, 200]
    assert number(app) == len(quick)
    slow[0].hangs_up = True
    for phone in slow:
        phone.go_on.set()
        phone.join(30)
    assert [phone.status for phone in slow] == [0, *[200] * 6]
    assert len({code_on(phone.page) for phone in slow[1:]}) == 6
    assert number(app) == len(quick) + 6
    assert "MERKEORDET" not in (tmp_path / "server.log").read_text()


def test_what_is_refused_is_nowhere_on_the_disk(ward, tmp_path):
    server, path, _app = ward
    for text in (f"MERKEORDET {invented.FNR}", "MERKEORDET ring 412 34 567", "MERKEORDET " + "x" * 2000):
        assert ask(server, "POST", path, {"token": token(server, path), "answer": text})[0] == 422
    server.kill()
    assert on_disk(tmp_path, "MERKEORDET") == []
    assert on_disk(tmp_path, str(invented.FNR)) == []


def test_what_is_withdrawn_is_nowhere_on_the_disk_and_a_copy_that_is_put_back_forgets_it(ward, tmp_path):
    server, path, app = ward
    kept = ask(server, "POST", path, {"token": token(server, path), "answer": "GOD KAFFE"})
    page = ask(server, "POST", path, {"token": token(server, path), "answer": "MERKEORDET om natta"})[1]
    assert kept[0] == 200
    file, copy = tmp_path / "tracker.sqlite3", tmp_path / "apart.copy"
    with closing(sqlite3.connect(file)) as here, closing(sqlite3.connect(copy)) as there:
        here.backup(there)
    backup = copy.read_bytes()
    copy.unlink()
    code = code_on(page).replace(", ", "")
    assert ask(server, "POST", "/angre", {"code": code, "step": "delete"})[0] == 200
    assert on_disk(tmp_path, "MERKEORDET") == []
    server.kill()
    for left in tmp_path.glob("tracker.sqlite3*"):
        left.unlink()
    file.write_bytes(backup)
    assert number(app) == 2
    command = [sys.executable, "-m", "tracker.cli", "answers", "forget"]
    done = subprocess.run(command, cwd=ROOT, env=server.env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "Forgotten: 1."
    assert number(app) == 1
    assert on_disk(tmp_path, "MERKEORDET") == []
