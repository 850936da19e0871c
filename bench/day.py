"""The day of a year through gunicorn: 300 units sign up, 5,000 counts and answers come in, 1,000 people look on.

Goals: all within a minute, nothing lost and nothing doubled, though a part of it is sent twice; and a thousand viewers,
each asking once in twenty seconds, take less than a tenth of one core.
"""

import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import local
from urllib.parse import urlencode
from uuid import uuid4

from flask_migrate import upgrade
from sqlalchemy import func, select

from bench.servers import SECRET, Served, postgresql, served
from bench.tally import one_row_commits
from config import Config
from tracker.access.people import local_day
from tracker.app import create_app
from tracker.models.accounts import User
from tracker.models.answers import Answer
from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignUnit
from tracker.models.networks import Network
from tracker.models.teams import Team
from tracker.services.campaigns.counting import DayNumbers, live_numbers
from tracker.services.campaigns.days import CampaignDates

UNITS, COUNTS, ANSWERS = 300, 4_000, 1_000
AGAIN = 0.2
"""The share of all that is sent twice, as phones do."""
PHONES = 24
VIEWERS, EVERY, LOOKED = 1_000, 20, 20.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_TOKEN = re.compile(r'name="token" value="([^"]+)"')


@dataclass
class _Sent:
    """What the phones were told is taken in."""

    waits: list[float] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


class _Phones:
    """Phones in front of one server; each keeps its connection, and stands at an address of its own."""

    def __init__(self, port: int) -> None:
        self.port, self.mine = port, local()

    def ask(self, method: str, path: str, body: dict[str, str] | None = None, *, place: int = 0) -> tuple[int, str]:
        """Send, and send the very same again where the connection broke or the server failed."""
        headers = {"X-Forwarded-For": f"10.0.{place // 250}.{place % 250}", **(FORM if body else {})}
        for _ in range(5):
            connection = getattr(self.mine, "connection", None) or HTTPConnection("127.0.0.1", self.port, timeout=60)
            self.mine.connection = connection
            try:
                connection.request(method, path, urlencode(body) if body else None, headers)
                answer = connection.getresponse()
                text = answer.read().decode()
            except (HTTPException, OSError):
                connection.close()
                self.mine.connection = None
                continue
            if answer.status < 500:
                return answer.status, text
        message = f"{method} {path} was never answered"
        raise RuntimeError(message)

    def again(self, method: str, path: str, body: dict[str, str], good: int, *, place: int = 0) -> str:
        """Send what must be taken in, and a part of it twice."""
        for _ in range(2 if random.random() < AGAIN else 1):
            status, text = self.ask(method, path, body, place=place)
            if status != good:
                message = f"{method} {path} was answered {status}"
                raise RuntimeError(message)
        return text


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), f"sqlite:///{Path(folder) / 'day.sqlite3'}", "SQLite")
    with tempfile.TemporaryDirectory() as folder, postgresql() as url:
        _measure(Path(folder), url, "PostgreSQL")


def _measure(folder: Path, url: str, name: str) -> None:
    app = create_app(Config(secret_key=SECRET, database_url=url, instance_path=folder, demo=True, secure_cookies=False))
    with app.app_context():
        upgrade()
        year = _day()
        db.session.remove()
        db.engine.dispose()
    with served(folder, url, more={"TRACKER_DEMO": "1", "TRACKER_TRUSTED_PROXIES": "1"}) as server:
        phones, sent = _Phones(server.port), _Sent()
        with ThreadPoolExecutor(PHONES) as pool:
            start = time.perf_counter()
            pages = list(pool.map(lambda number: _sign_up(phones, year, number), range(UNITS)))
            joined = time.perf_counter() - start
            start, spent = time.perf_counter(), server.cpu_seconds()
            list(pool.map(lambda deed: _do(phones, pages, sent, *deed), _deeds()))
            counted, spent = time.perf_counter() - start, server.cpu_seconds() - spent
        seen = _look_on(server, year)
    raw = one_row_commits(folder, url)
    with app.app_context():
        _nothing_lost(year, sent)
        db.session.remove()
        db.engine.dispose()
    late = statistics.quantiles(sent.waits, n=100)[94]
    print(f"{name}: {UNITS} units signed up and confirmed in {joined:.1f} s; nothing lost, nothing doubled")
    print(f"{name}: {COUNTS + ANSWERS} counts and answers in {counted:.1f} s (goal 60), {AGAIN:.0%} of them sent twice")
    print(f"{name}: the server took {spent:.1f} s of CPU for them; one-row commits of one writer, {raw:.0f} a second")
    middle = statistics.median(sent.waits)
    print(f"{name}: one takes {middle * 1000:.0f} ms, and 95 of 100 at most {late * 1000:.0f} ms")
    asked, core, each = seen
    print(
        f"{name}: {VIEWERS} viewers, {asked} questions in {LOOKED:.0f} s: {core:.1%} of one core (goal 10 %), "
        f"{each * 1000:.2f} ms each"
    )


def _day() -> int:
    """Let a network hold its day today; return the year."""
    now = datetime.now(UTC)
    today = local_day(now)
    host = User(name="Ingrid Moe", email="ingrid@example.no", created_at=now)
    network = Network(name="Nettverket", slug="nettverket", host="Vert", starts_on=today, created_at=now)
    db.session.add_all([host, network])
    db.session.flush()
    dates = CampaignDates.usual(today, opens_on=today - timedelta(days=60))
    row = Campaign(network_id=network.id, year=today.year, made_by_id=host.id, created_at=now)
    for column in ("held_on", "opens_on", "freezes_on", "asks_on"):
        setattr(row, column, getattr(dates, column))
    db.session.add(row)
    db.session.commit()
    return today.year


def _sign_up(phones: _Phones, year: int, number: int) -> tuple[str, str]:
    """Sign a unit up and confirm it; return the addresses of its page and of its answers."""
    path = f"/dagen/{year}/bli-med"
    token = _found(_TOKEN, phones.ask("GET", path, place=number)[1])
    body = {
        "token": token, "organisation": f"Kommune {number // 5} kommune", "unit": f"Enhet {number}",
        "service": "home_care", "scope": "whole", "contact": f"enhet{number}@kommune.example.no",
    }  # fmt: skip
    sent = phones.again("POST", path, body, 200, place=number)
    page = _found(re.compile(rf'(/dagen/{year}/[0-9a-z-]{{8,}})[?"]'), sent)
    phones.ask("GET", page, place=number)  # a scanner of mail
    phones.again("POST", page, {"do": "confirm"}, 303, place=number)
    answers = _found(re.compile(r"(/viktig/[0-9a-z-]+)"), phones.ask("GET", page, place=number)[1])
    return page, answers


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    if found is None:
        message = f"nothing like {pattern.pattern} in what was answered"
        raise RuntimeError(message)
    return found[1]


def _deeds() -> Iterable[tuple[str, int]]:
    """Return what is done, and at which unit, in no order."""
    deeds = [("asked" if number % 5 < 3 else "answered", number % UNITS) for number in range(COUNTS)]
    deeds += [("answer", number % UNITS) for number in range(ANSWERS)]
    random.shuffle(deeds)
    return deeds


def _do(phones: _Phones, pages: list[tuple[str, str]], sent: _Sent, kind: str, unit: int) -> None:
    page, answers = pages[unit]
    start = time.perf_counter()
    if kind == "answer":
        token = _found(_TOKEN, phones.ask("GET", answers, place=unit)[1])
        body = {"token": token, "answer": f"Kaffe sammen {uuid4().hex[:6].translate(_LETTERS)}", "share": "yes"}
        phones.again("POST", answers, body, 200, place=unit)
    else:
        phones.again("POST", page, {"do": "count", "kind": kind, "id": str(uuid4())}, 303, place=unit)
    sent.waits.append(time.perf_counter() - start)
    sent.kinds[kind] += 1


_LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""Words without digits: what looks like a telephone number is asked about."""


def _nothing_lost(year: int, sent: _Sent) -> None:
    """Hold what is stored against what was acknowledged.

    Raises:
        RuntimeError: something was lost or doubled.
    """
    campaign = db.session.scalars(select(Campaign).where(Campaign.year == year)).one()
    units, teams, answers = (
        db.session.scalar(select(func.count()).select_from(table)) for table in (CampaignUnit, Team, Answer)
    )
    kinds = sent.kinds
    wanted = DayNumbers(kinds["asked"] + kinds["answer"], kinds["answered"] + kinds["answer"])
    found = live_numbers(campaign)
    if (units, teams, answers, found) != (UNITS, UNITS, kinds["answer"], wanted):
        message = f"{units} units, {teams} teams, {answers} answers and {found} are stored, not {wanted}"
        raise RuntimeError(message)


def _look_on(server: Served, year: int) -> tuple[int, float, float]:
    """Let viewers ask for a while, each by a connection of its own; return how many asked and what it cost."""
    path, rate = f"/dagen/{year}/tall.json", VIEWERS / EVERY

    def look(number: int) -> None:
        time.sleep(max(0.0, start + number / rate - time.perf_counter()))
        with closing(HTTPConnection("127.0.0.1", server.port, timeout=30)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            if answer.status != 200 or b'"live": true' not in answer.read():
                raise RuntimeError("a viewer saw no numbers")

    times = int(LOOKED * rate)
    with ThreadPoolExecutor(8) as pool:
        before, start = server.cpu_seconds(), time.perf_counter()
        list(pool.map(look, range(times)))
        took = time.perf_counter() - start
    spent = server.cpu_seconds() - before
    return times, spent / took, spent / times


if __name__ == "__main__":
    main()
