"""What every test may ask for: the application on a fresh database, the cast, and a client that checks each page."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event, select, text

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
    "web/core/test_two_people.py",
)
"""Folders and files whose tests run on SQLite and on PostgreSQL."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test of the lower floors, and those that bring odd values, on both databases."""
    if "app" in metafunc.fixturenames:
        file = Path(metafunc.module.__file__).relative_to(HERE)
        databases = ("sqlite", "postgresql") if any(file.is_relative_to(each) for each in BOTH) else ("sqlite",)
        metafunc.parametrize("app", databases, indirect=True)


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
    return app


@pytest.fixture(scope="session")
def furnished(request, tmp_path_factory) -> Iterator[Callable[[str], Flask]]:
    """Applications by database: migrated and furnished with the cast once a worker, their rows kept aside."""
    made: dict[str, Flask] = {}

    def give(kind: str) -> Flask:
        if kind not in made:
            url = request.getfixturevalue("postgresql_url") if kind == "postgresql" else "sqlite://"
            app = made[kind] = build(url, tmp_path_factory.mktemp(kind))
            with app.app_context():
                upgrade()
                furnish()
                db.session.commit()
                app.extensions["tests.kept"] = _aside() if kind == "sqlite" else _rows()
        return made[kind]

    yield give
    for app in made.values():
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def app(request, furnished) -> Iterator[Flask]:
    """The application on its furnished database, which the test may change at will."""
    kind = getattr(request, "param", "sqlite")
    app = furnished(kind)
    kept = app.extensions["tests.kept"]
    with app.app_context():
        if kind == "sqlite":
            kept.backup(_memory())
        yield app
        db.session.remove()
        if kind == "postgresql":
            _put_back(kept)


@pytest.fixture
def cast(app) -> Cast:
    """The people and rooms every test knows."""
    return Cast.load()


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


def _aside() -> sqlite3.Connection:
    """Copy the furnished database; copying it back takes about a millisecond."""
    db.session.remove()
    aside = sqlite3.connect(":memory:", check_same_thread=False)
    _memory().backup(aside)
    return aside


def _rows() -> list[tuple[str, list[dict]]]:
    tables = Base.metadata.sorted_tables
    return [(t.name, [dict(row) for row in db.session.execute(t.select()).mappings()]) for t in tables]


def _put_back(rows: list[tuple[str, list[dict]]]) -> None:
    """Empty every table and put the furnished rows back."""
    names = ", ".join(f'"{name}"' for name, _ in rows)
    tables = Base.metadata.tables
    with db.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
        for name, kept in rows:
            if kept:
                connection.execute(tables[name].insert(), kept)
                if "id" in tables[name].c:
                    connection.execute(
                        text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM \"{name}\"))")
                    )
