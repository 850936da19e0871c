"""Counting at the bedside: counts a second through gunicorn against the database's own one-row commits, in this run.

Goals: with batches of 20, at least a quarter of the counts a second that the database stores in one-row commits, and
95 of 100 batches answered within 100 ms; the team page with 10 million counts behind it at most 1.2 times as slow as
with 10 thousand.
"""

import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from uuid import uuid4

import psycopg
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import func, select

from bench.servers import SECRET, postgresql, served
from config import Config
from tracker import demo
from tracker.access.team_code import draw_code, show_code
from tracker.app import create_app
from tracker.models.accounts import Role, User
from tracker.models.base import db
from tracker.models.measures import Measure
from tracker.models.tally import CodePurpose, TallyEvent, TallyHour, TeamCode
from tracker.models.teams import Team
from tracker.services.accounts import sessions
from tracker.web.core.guard import TOKEN

SECONDS = 5.0
BATCH = 20
PHONES = 4
FEW, MANY = 10_000, 10_000_000
ROUNDS = 30


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        _accepted(Path(folder), f"sqlite:///{Path(folder) / 'accepted.sqlite3'}", "SQLite")
        _behind(Path(folder))
    with tempfile.TemporaryDirectory() as folder, postgresql() as url:
        _accepted(Path(folder), url, "PostgreSQL")


def _accepted(folder: Path, url: str, name: str) -> None:
    """Compare the counts that are taken in with what the same database stores one by one."""
    app, paths = _ward(folder, url)
    with app.app_context():
        db.engine.dispose()
    raw = one_row_commits(folder, url)
    with served(folder, url) as server:
        _send(server.port, paths, seconds=1.0)
        counted, waits = _send(server.port, paths, seconds=SECONDS)
    raw = max(raw, one_row_commits(folder, url))  # a disk that others use too has good and bad seconds
    with app.app_context():
        stored = db.session.scalar(select(func.sum(TallyHour.total)))
        kept = db.session.scalar(select(func.count()).where(~TallyEvent.undone))
        db.session.remove()
        db.engine.dispose()
    if stored != kept:
        raise RuntimeError(f"{kept} counts are stored, and {stored} are in the sums")
    rate, late = counted / SECONDS, statistics.quantiles(waits, n=100)[94]
    print(f"{name}: one-row commits of one writer, {raw:.0f} a second")
    print(
        f"{name}: counts in batches of {BATCH} from {PHONES} phones, {rate:.0f} a second: {rate / raw:.2f} (goal 0.25)"
    )
    middle = statistics.median(waits) * 1000
    print(f"{name}: a batch takes {middle:.1f} ms, and 95 of 100 at most {late * 1000:.1f} ms (goal 100)")


def _ward(folder: Path, url: str) -> tuple[Flask, list[tuple[str, int]]]:
    """Load the demo and give each of its teams a code; return where each phone counts, and what."""
    app = _application(folder, url)
    with app.app_context():
        upgrade()
        demo.load(now=datetime.now(UTC))
        leader = db.session.scalars(select(User).where(User.persona == Role.LEADER)).one()
        asked = select(Measure).where(Measure.tally_question != "").order_by(Measure.id)
        chosen = {row.team_id: row.id for row in db.session.scalars(asked)}
        paths = [(f"/tell/{show_code(_code(team, leader.id))}/counts", measure) for team, measure in chosen.items()]
        db.session.commit()
        db.session.remove()
    return app, paths


def _code(team_id: int, user_id: int) -> str:
    """Return the code by which a team counts; a new one where the demo gave it none."""
    works = TeamCode.team_id == team_id, TeamCode.purpose == CodePurpose.TELL, TeamCode.revoked_at.is_(None)
    code = db.session.scalar(select(TeamCode.code).where(*works))
    if code is None:
        code, now = draw_code(), datetime.now(UTC)
        db.session.add(
            TeamCode(team_id=team_id, purpose=CodePurpose.TELL, code=code, created_at=now, created_by_id=user_id)
        )
    return code


def one_row_commits(folder: Path, url: str) -> float:
    """Count the one-row commits of one writer, with the durability the application asks for."""
    row = "INSERT INTO raw_commit (id, measure_id, answer) VALUES ({0}, 1, 1)"
    table = "CREATE TABLE raw_commit (id VARCHAR(36) PRIMARY KEY, measure_id INTEGER, answer INTEGER)"
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(folder / f"raw-{uuid4()}.sqlite3", isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(table)
            return _until(lambda: connection.execute(row.format("?"), (str(uuid4()),)))
    login = url.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(login, autocommit=True) as connection:
        connection.execute(table)
        rate = _until(lambda: connection.execute(row.format("%s"), (str(uuid4()),)))
        connection.execute("DROP TABLE raw_commit")
        return rate


def _until(work: Callable[[], object]) -> float:
    done, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS / 2:
        work()
        done += 1
    return done / (time.perf_counter() - start)


def _send(port: int, paths: list[tuple[str, int]], *, seconds: float) -> tuple[int, list[float]]:
    """Let phones send for a while; return the counts that were answered, and how long each batch took."""
    waits: list[float] = []
    ends = time.perf_counter() + seconds

    def phone(path: str, question: int) -> None:
        with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            while time.perf_counter() < ends:
                body = json.dumps(_batch(question))
                start = time.perf_counter()
                connection.request("POST", path, body, {"Content-Type": "application/json"})
                answer = connection.getresponse()
                kept = json.loads(answer.read())["kept"]
                if len(kept) != BATCH:
                    raise RuntimeError("a count was not taken in")
                waits.append(time.perf_counter() - start)

    phones = [Thread(target=phone, args=paths[number % len(paths)]) for number in range(PHONES)]
    for each in phones:
        each.start()
    for each in phones:
        each.join()
    return len(waits) * BATCH, waits


def _batch(question: int) -> dict[str, object]:
    """Return a round's counts. Rounds are spread over two weeks of hours: an hour takes no more than anyone counts."""
    now = datetime.now(UTC)
    at = now - timedelta(hours=uuid4().int % 330)
    counts = [
        {"id": str(uuid4()), "question": question, "answer": number % 3 > 0, "at": at.isoformat(), "undone": False}
        for number in range(BATCH)
    ]
    return {"sent": now.isoformat(), "counts": counts}


def _behind(folder: Path) -> None:
    """Compare the team page with few and with many counts behind it, visited in turn, over the same year of hours."""
    doors = {number: _team_page(folder / str(number), number) for number in (FEW, MANY)}
    taken: dict[int, list[float]] = {number: [] for number in doors}
    for visit in range(ROUNDS + 5):
        for number, (client, path) in doors.items():
            start = time.perf_counter()
            status = client.get(path).status_code
            if status != 200:
                raise RuntimeError(f"{path} answered {status}")
            if visit >= 5:
                taken[number].append(time.perf_counter() - start)
    middle = {number: statistics.median(each) for number, each in taken.items()}
    for number, each in middle.items():
        print(f"the team page with {number:,} counts behind it takes {each * 1000:.1f} ms")
    print(f"many against few: {middle[MANY] / middle[FEW]:.2f} (goal 1.2)")


def _team_page(folder: Path, number: int) -> tuple[FlaskClient, str]:
    """Load the demo with so many counts; return the leader's browser and the address of her team."""
    folder.mkdir()
    app = _application(folder, f"sqlite:///{folder / 'behind.sqlite3'}")
    with app.app_context():
        upgrade()
        demo.load(now=datetime.now(UTC))
        db.session.commit()
        leader = db.session.scalars(select(User).where(User.persona == Role.LEADER)).one()
        measure = db.session.scalars(select(Measure).where(Measure.tally_question != "").order_by(Measure.id)).first()
        team = db.session.get_one(Team, measure.team_id)
        token = sessions.start_session(leader, days=1, now=datetime.now(UTC))
        team_id, measure_id, path = team.id, measure.id, f"/teams/{team.slug}"
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    _fill(folder / "behind.sqlite3", team_id, measure_id, number=number)
    client = app.test_client()
    with client.session_transaction() as session:
        session[TOKEN] = token
    return client, path


def _fill(path: Path, team_id: int, measure_id: int, *, number: int) -> None:
    """Write counts spread over a year of hours, and their sums, with SQL alone."""
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0, tzinfo=None) - timedelta(days=365)
    values = {"team": team_id, "measure": measure_id, "end": number, "start": start.isoformat(" ")}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :end) "
            "INSERT INTO tally_event (team_id, id, measure_id, hour, answer, undone) "
            "SELECT :team, printf('%032x', i), :measure, "
            "strftime('%Y-%m-%d %H:00:00.000000', :start, '+' || (i % 8760) || ' hours'), i % 3 > 0, 0 FROM n",
            values,
        )
        connection.execute("DELETE FROM tally_hour WHERE measure_id = :measure", values)
        connection.execute(
            "INSERT INTO tally_hour (measure_id, hour, yes, total) SELECT measure_id, hour, sum(answer), count(*) "
            "FROM tally_event WHERE team_id = :team AND measure_id = :measure AND NOT undone GROUP BY measure_id, hour",
            values,
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _application(folder: Path, url: str) -> Flask:
    return create_app(
        Config(secret_key=SECRET, database_url=url, instance_path=folder, demo=True, secure_cookies=False)
    )


if __name__ == "__main__":
    main()
