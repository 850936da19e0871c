"""What every test may ask for: the application on a fresh database, the cast, and a client that checks each page."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import event, func, make_url, select, text

from config import Config
from tests.page import Visitor
from tests.people import Cast, furnish
from tracker.access.network import NetworkAccess, enter_network
from tracker.access.office import OfficeAccess, enter_office
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess, enter_team
from tracker.app import create_app
from tracker.models.accounts import User
from tracker.models.base import Base, db
from tracker.services.accounts import sessions

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)
"""A Wednesday in week 46: the moment tests of services stand at. Pages stand at the real one unless a test travels."""

HERE = Path(__file__).parent

BOTH = (
    "access",
    "models",
    "services",
    "house/test_crawl.py",
    "house/test_lost_database.py",
    "house/test_odd_values.py",
    "web/core/test_two_people.py::test_second_save_is_told_and_what_is_chosen_is_stored",
    "web/core/test_two_people.py::test_lists_both_added_to_are_joined",
    "web/core/test_two_people.py::test_a_save_between_reading_and_deed_is_seen",
)
"""Folders, files and single tests that run on SQLite and on PostgreSQL."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test of the lower floors, and those that bring odd values, on both databases."""
    if "app" in metafunc.fixturenames:
        file = Path(metafunc.module.__file__).relative_to(HERE)
        is_both = any(file.is_relative_to(each) for each in BOTH) or f"{file}::{metafunc.function.__name__}" in BOTH
        databases = ("sqlite", "postgresql") if is_both else ("sqlite",)
        metafunc.parametrize("app", databases, indirect=True)


class Compiled(BytecodeCache):
    """Templates, compiled once a worker however many applications its tests make."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = Compiled()


def build(url: str, instance: Path, **settings: object) -> Flask:
    """Make an application for tests on a database that is migrated to the newest head."""
    app = create_app(
        Config(
            secret_key="for tests only, and long enough for that",
            database_url=url,
            instance_path=instance,
            secure_cookies=False,
            **{"demo": True, **settings},
        )
    )
    app.config["TESTING"] = True
    app.jinja_env.bytecode_cache = TEMPLATES
    return app


def migrate(url: str, instance: Path) -> None:
    """Bring a database to the newest head, and let go of it."""
    with build(url, instance).app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def migrated(request, tmp_path_factory) -> Iterator[Callable[[str], str]]:
    """Databases at the newest head without a row of anybody's, by kind: migrated once a worker, to be copied.

    Gives the file of SQLite's, the name of PostgreSQL's.
    """

    with ExitStack() as made:

        @cache
        def give(kind: str) -> str:
            folder = tmp_path_factory.mktemp("head")
            if kind == "postgresql":
                url = made.enter_context(request.getfixturevalue("new_database")())
                migrate(url, folder)
                return make_url(url).database
            migrate(f"sqlite:///{folder / 'tracker.sqlite3'}", folder)
            return str(folder / "tracker.sqlite3")

        yield give


def copy(file: str | Path, to: Path) -> str:
    """Copy a file of SQLite's, and give the URL of the copy."""
    with closing(sqlite3.connect(file)) as kept, closing(sqlite3.connect(to)) as own:
        kept.backup(own)
    return f"sqlite:///{to}"


@pytest.fixture
def at_head(request, migrated, tmp_path) -> Iterator[Callable[[str], str]]:
    """A database of this test's own at the newest head: `at_head("sqlite")` gives its URL."""
    with ExitStack() as made:

        def give(kind: str) -> str:
            if kind == "postgresql":
                return made.enter_context(request.getfixturevalue("new_database")(migrated(kind)))
            return copy(migrated(kind), tmp_path / "tracker.sqlite3")

        yield give


@pytest.fixture(scope="session")
def furnished(request, migrated, tmp_path_factory) -> Iterator[Callable[[str], Flask]]:
    """Applications by database: furnished with the cast once a worker, their rows kept aside."""
    made: dict[str, Flask] = {}
    ours = ExitStack()

    def give(kind: str) -> Flask:
        if kind not in made:
            url = "sqlite://"
            if kind == "postgresql":
                url = ours.enter_context(request.getfixturevalue("new_database")(migrated(kind)))
            app = made[kind] = build(url, tmp_path_factory.mktemp(kind))
            with app.app_context():
                if kind == "sqlite":
                    with closing(sqlite3.connect(migrated(kind))) as kept:
                        kept.backup(_memory())
                furnish()
                db.session.commit()
                db.session.remove()
                app.extensions["tests.kept"] = keep(kind, "furnished")
        return made[kind]

    yield give
    for app in made.values():
        with app.app_context():
            db.engine.dispose()
    ours.close()


@pytest.fixture
def app(request, furnished) -> Iterator[Flask]:
    """The application on its furnished database, which the test may change at will."""
    kind = getattr(request, "param", "sqlite")
    app = furnished(kind)
    put_back = app.extensions["tests.kept"]
    with app.app_context():
        if kind == "sqlite":
            put_back()
        yield app
        db.session.remove()
        if kind == "postgresql":
            put_back()


@pytest.fixture
def cast(app) -> Cast:
    """The people and rooms every test knows."""
    return Cast.load()


@pytest.fixture
def once(app) -> Callable[[str, Callable[[], dict]], dict]:
    """Rows many tests stand on, made by the first of a worker and put back for the next: `once("census", make)`.

    `make` gives what a test wants to know of its rows: plain values, no objects of the session. Rows know the day they
    were made (an invitation runs out), so a test that travels to another day gets its own.
    """
    made = app.extensions.setdefault("tests.made", {})

    def give(name: str, make: Callable[[], dict]) -> dict:
        kept = f"{name} {datetime.now(UTC):%Y-%m-%d}"
        if kept in made:
            db.session.rollback()
            made[kept][0]()
            db.session.expire_all()
        else:
            found = make()
            db.session.commit()
            made[kept] = keep(db.engine.dialect.name, kept), found
        return dict(made[kept][1])

    return give


@pytest.fixture
def inside(app) -> Callable[..., TeamAccess]:
    """A team's door, as a person at a moment: `inside("nora")`, `inside("siv", now=...)`."""

    def enter(name: str, team: str = "kirurgisk-3", *, now: datetime = NOW) -> TeamAccess:
        return enter_team(_user(name), team, Permission.READ, now=now)

    return enter


@pytest.fixture
def hosting(app) -> Callable[..., NetworkAccess]:
    """A network's door: `hosting("ingrid")`."""
    return lambda name, network="brukermedvirkning": enter_network(
        _user(name), network, Permission.READ_NETWORK, now=NOW
    )


@pytest.fixture
def office(app) -> OfficeAccess:
    """The office's door, as Odd."""
    return enter_office(_user("odd"), now=NOW)


@pytest.fixture
def as_(app) -> Callable[[str | None], Visitor]:
    """A visitor to the site: `as_("nora")` is signed in, `as_(None)` is nobody."""

    def visit(name: str | None) -> Visitor:
        visitor = Visitor(app)
        if name is not None:
            token = sessions.start_session(_user(name), days=1, now=datetime.now(UTC))
            db.session.commit()
            visitor.carry(token)
        return visitor

    return visit


@pytest.fixture
def queries(app) -> Callable[[], object]:
    """Count statements: `with queries() as seen: ...; len(seen)`."""

    @contextmanager
    def count() -> Iterator[list[str]]:
        seen: list[str] = []

        def listen(_connection, _cursor, statement, *_rest) -> None:
            seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", listen)
        try:
            yield seen
        finally:
            event.remove(db.engine, "before_cursor_execute", listen)

    return count


def _user(name: str) -> User:
    return db.session.scalars(select(User).where(User.email == f"{name}@example.no")).one()


def _memory() -> sqlite3.Connection:
    """The one connection that an in-memory database lives in."""
    with db.engine.connect() as connection:
        return connection.connection.dbapi_connection


def keep(kind: str, name: str) -> Callable[[], None]:
    """Keep the rows as they are now, under a name, and return how to put them back: a few milliseconds' work."""
    return _aside() if kind == "sqlite" else _beside(f'"kept {name}"')


def _aside() -> Callable[[], None]:
    """Copy the database in memory to another one."""
    aside = sqlite3.connect(":memory:", check_same_thread=False)
    _memory().backup(aside)
    return lambda: aside.backup(_memory())


def _beside(schema: str) -> Callable[[], None]:
    """Copy the rows to a schema of their own.

    They are put back in one question to the database, and deleted before, since to empty a table by TRUNCATE takes
    a hundred times as long as to delete a few rows.
    """
    tables = Base.metadata.sorted_tables
    filled = [t for t in tables if db.session.scalar(select(func.count()).select_from(t))]
    db.session.execute(text(f"CREATE SCHEMA {schema}"))
    for table in filled:
        db.session.execute(text(f'CREATE TABLE {schema}."{table.name}" AS TABLE "{table.name}"'))
    back = [f'DELETE FROM "{table.name}"' for table in reversed(tables)]
    back += [f'INSERT INTO "{table.name}" SELECT * FROM {schema}."{table.name}"' for table in filled]
    back += [f"SELECT setval('{sequence}', {value}, {called})" for sequence, value, called in _sequences()]
    db.session.commit()

    def put_back() -> None:
        with db.engine.begin() as connection:
            connection.exec_driver_sql("; ".join(back))

    return put_back


def _sequences() -> Iterator[tuple[str, int, bool]]:
    """Name each table's counter, where it stands, and whether that number is taken."""
    for table in Base.metadata.sorted_tables:
        name = "id" in table.c and db.session.scalar(text(f"SELECT pg_get_serial_sequence('\"{table.name}\"', 'id')"))
        if name:
            yield name, *db.session.execute(text(f"SELECT last_value, is_called FROM {name}")).one()
