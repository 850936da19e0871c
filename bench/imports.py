"""What taking a file in costs: `tracker import` against the database's own way of loading the same rows.

Goal: at most 2.5 times as long, into the same table with its checks, keys and indexes on, all in this one run. On
SQLite the bare way is Python's `executemany` over the file, and the program `sqlite3` with `.import` where it is
installed (it cannot write NULL but at a row's end, so it gets a twin of the table with its columns in that order); on
PostgreSQL it is COPY from the file, read by the server. Ours reads what people write, checks each row, holds it against
what is stored, and writes the audit trail. `python -m bench.imports 100000` takes fewer rows.
"""

import csv
import io
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select

from bench.servers import postgresql
from config import Config
from tracker.access.people import Actor
from tracker.analysis import Direction, PeriodKind
from tracker.app import create_app
from tracker.models.accounts import Profession, Role, User
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure, MeasureKind, ValueKind
from tracker.models.teams import Membership, ServiceKind, Team
from tracker.services.imports.whole_file import import_measurements

ROWS = 1_000_000
DAYS = 2500
NOW = datetime(2026, 11, 11, 9, tzinfo=UTC)
GOAL = 2.5
COLUMNS = (
    "id", "team_id", "measure_id", "period_start", "numerator", "denominator", "not_measured", "note", "source",
    "excluded_reason", "version", "recorded_by_id", "recorded_at",
)  # fmt: skip
"""What the rows fill; the rest of the table's columns are NULL."""


def main(rows: int = ROWS) -> None:
    """Measure and print."""
    print(f"Import of {rows:,} rows into a table with its checks, keys and indexes on; goal at most {GOAL} times")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _sqlite(home, rows)
        _postgresql(home, rows)


def _sqlite(home: Path, rows: int) -> None:
    app = _application(f"sqlite:///{home / 'ours.sqlite3'}", home)
    with app.app_context():
        _furnish(rows)
        db.engine.dispose()
    shutil.copy(home / "ours.sqlite3", home / "bare.sqlite3")
    shutil.copy(home / "ours.sqlite3", home / "shell.sqlite3")
    plain = _plain_file(home, rows)
    bare = _timed(lambda: _executemany(home / "bare.sqlite3", plain))
    _hold(home / "bare.sqlite3", rows)
    ours = _ours(app, rows)
    _say("SQLite, executemany", bare, "import", ours)
    if shutil.which("sqlite3"):
        _turn_columns(home / "shell.sqlite3")
        shell = _timed(lambda: _shell_import(home / "shell.sqlite3", plain))
        _hold(home / "shell.sqlite3", rows)
        _say("SQLite, sqlite3 .import", shell, "import", ours)
    else:
        print("  sqlite3 .import left out: the program is not installed")


def _postgresql(home: Path, rows: int) -> None:
    with postgresql() as url:
        app = _application(url, home)
        with app.app_context():
            _furnish(rows)
        plain = _plain_file(home, rows)
        login = url.replace("postgresql+psycopg", "postgresql")
        bare = _timed(lambda: _copy(login, plain))
        with psycopg.connect(login, autocommit=True) as connection:
            connection.execute("TRUNCATE measurement RESTART IDENTITY CASCADE")
        ours = _ours(app, rows)
        _say("PostgreSQL, COPY", bare, "import", ours)
        with app.app_context():
            db.engine.dispose()


def _say(bare_name: str, bare: float, name: str, ours: float) -> None:
    print(f"  {bare_name:26}{bare:7.2f} s   {name} {ours:7.2f} s   {ours / bare:5.2f} times")


def _application(url: str, home: Path) -> Flask:
    app = create_app(
        Config(
            secret_key="for the benchmark only, and long enough",
            database_url=url,
            instance_path=home,
            secure_cookies=False,
        )
    )
    with app.app_context():
        upgrade()
    return app


def _furnish(rows: int) -> None:
    """Make a team with as many measures by the day as the rows need."""
    nora = User(name="Nora", email="nora@example.no", password_hash="x", created_at=NOW)
    team = Team(name="Post 3", slug="post-3", service=ServiceKind.HOSPITAL_WARD, created_at=NOW)
    db.session.add_all([nora, team])
    db.session.flush()
    db.session.add(
        Membership(
            team_id=team.id, user_id=nora.id, role=Role.LEADER, profession=Profession.NURSE, joined_on=date(2026, 1, 1)
        )
    )
    db.session.add_all(
        Measure(
            team_id=team.id,
            name=f"Indikator {number}",
            slug=f"indikator-{number}",
            kind=MeasureKind.PROCESS,
            value_kind=ValueKind.PROPORTION,
            period_kind=PeriodKind.DAY,
            direction=Direction.HIGHER,
            unit="visitter",
            position=number,
            created_at=NOW,
        )
        for number in range(-(-rows // DAYS))
    )
    db.session.commit()


def _said(rows: int) -> list[tuple[int, date, int, int, str]]:
    """Return each row's measure, day, numerator, denominator and note."""
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(DAYS)]
    said = []
    for place in range(rows):
        measure, at = divmod(place, DAYS)
        said.append((measure, days[at], (place * 7) % 20, 20 + place % 30, "Ny turnus" if place % 50 == 0 else ""))
    return said


def _people_file(rows: int) -> bytes:
    """Write the rows as a person's spreadsheet does."""
    out = io.StringIO()
    out.write("Team;Indikator;Dato;Teller;Nevner;Merknad\r\n")
    for measure, day, above, below, note in _said(rows):
        out.write(f"post-3;Indikator {measure};{day:%d.%m.%Y};{above};{below};{note}\r\n")
    return out.getvalue().encode()


def _plain_file(home: Path, rows: int) -> Path:
    """Write the rows as the table holds them: the bare ways have nothing to read, check or look up."""
    path = home / "plain.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for number, (measure, day, above, below, note) in enumerate(_said(rows), start=1):
            writer.writerow(
                [number, 1, measure + 1, day, float(above), float(below), 0, note, "import", "", 1, 1,
                 "2026-11-11 09:00:00.000000"]
            )  # fmt: skip
    return path


def _ours(app: Flask, rows: int) -> float:
    data = _people_file(rows)

    def take() -> None:
        with app.app_context():
            by = Actor(db.session.scalars(select(User)).one(), NOW)
            report = import_measurements(data, by=by)
            db.session.commit()
            found = db.session.scalar(select(func.count()).select_from(Measurement))
            if not report.stored or found != rows:
                raise RuntimeError(f"{found} rows were stored, not {rows}: {report.checked.faults[:3]}")

    return _timed(take)


def _executemany(path: Path, plain: Path) -> None:
    marks = ", ".join("?" * len(COLUMNS))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection, plain.open(newline="") as file:
        _same_pragmas(connection)
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(f"INSERT INTO measurement ({', '.join(COLUMNS)}) VALUES ({marks})", csv.reader(file))
        connection.execute("COMMIT")


def _same_pragmas(connection: sqlite3.Connection) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _turn_columns(path: Path) -> None:
    """Make the table anew with the columns that stay NULL last, its keys, checks and indexes as they were."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _same_pragmas(connection)
        made = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'measurement'").fetchone()[0]
        indexes = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE tbl_name = 'measurement' AND type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        connection.execute("DROP TABLE measurement")
        connection.execute(_reordered(made))
        for (index,) in indexes:
            connection.execute(index)


def _shell_import(path: Path, plain: Path) -> None:
    """Load with the shell; that each row ends early is what it warns of, and that is thrown away."""
    commands = f"PRAGMA synchronous = FULL;\nPRAGMA foreign_keys = ON;\n.import --csv {plain} measurement\n"
    subprocess.run(["sqlite3", str(path)], input=commands.encode(), stderr=subprocess.DEVNULL, check=False)


def _hold(path: Path, rows: int) -> None:
    """Check that a bare way has stored every row, or its time says nothing."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT count(*) FROM measurement").fetchone()[0]
    if found != rows:
        raise RuntimeError(f"{path.stem}: {found} rows were stored, not {rows}")


def _reordered(statement: str) -> str:
    """Put the columns that the rows fill first, in their order; the table's keys and checks stay as they are."""
    head, _, body = statement.partition("(")
    parts = [part.strip() for part in re.split(r",\s*\n", body.rpartition(")")[0])]
    rules = [part for part in parts if part.startswith(("CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK"))]
    columns = {part.split()[0].strip('"'): part for part in parts if part not in rules}
    ordered = [columns.pop(name) for name in COLUMNS]
    return f"{head}({', '.join([*ordered, *columns.values(), *rules])})"


def _copy(login: str, plain: Path) -> None:
    with psycopg.connect(login) as connection, connection.cursor() as cursor, plain.open("rb") as file:
        statement = (
            f"COPY measurement ({', '.join(COLUMNS)}) FROM STDIN (FORMAT csv, FORCE_NOT_NULL (note, excluded_reason))"
        )
        with cursor.copy(statement) as copy:
            while block := file.read(1 << 20):
                copy.write(block)


def _timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
