"""Whether the database can take what people save: told in a word where it cannot."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import func, select, text

from tests.conftest import NOW, build
from tracker.models.accounts import SignInAttempt
from tracker.models.base import db, may_write
from tracker.services import readiness as readiness_module
from tracker.services.readiness import Readiness, readiness

HEAD = "head"


@pytest.fixture
def head(app):
    found = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    db.session.rollback()
    yield found
    may_write.set(True)


def test_a_database_that_is_as_new_as_the_code_is_ready_and_nothing_is_written(head):
    assert readiness(head=head, now=NOW) is Readiness.READY
    assert db.session.scalar(select(func.count()).select_from(SignInAttempt)) == 0


def test_a_database_that_is_older_or_newer_than_the_code_is_told(head):
    assert readiness(head="0999_other", now=NOW) is Readiness.UNMIGRATED


@pytest.fixture
def file(tmp_path, at_head):
    """An application on a file of its own, migrated."""
    app = build(at_head("sqlite"), tmp_path)
    with app.app_context():
        yield app, tmp_path / "tracker.sqlite3"
        db.session.remove()
        db.engine.dispose()
        may_write.set(True)


def answer(app):
    with app.test_client() as client:
        found = client.get("/readyz")
        return found.status_code, found.json["status"]


def test_a_database_without_tables_is_told(tmp_path):
    app = build(f"sqlite:///{tmp_path / 'empty.sqlite3'}", tmp_path)
    with app.app_context():
        assert answer(app) == (503, "unmigrated")
        db.session.remove()
        db.engine.dispose()


def test_a_full_database_is_told(file):
    app, _ = file
    assert answer(app) == (200, "ready")
    pages = db.session.execute(text("PRAGMA page_count")).scalar()
    db.session.execute(text(f"PRAGMA max_page_count = {pages}"))
    db.session.rollback()
    assert answer(app) == (503, "full")


def test_a_disk_without_room_is_told(file, monkeypatch):
    app, _ = file
    monkeypatch.setattr(readiness_module, "_LEAST_FREE", 2**62)
    assert answer(app) == (503, "full")


def test_a_read_only_database_is_told_and_can_still_be_read(file, tmp_path):
    db.session.remove()
    db.engine.dispose()
    path = file[1]
    reader = build(f"sqlite:///file:{path}?mode=ro&uri=true", tmp_path)
    with reader.app_context():
        assert answer(reader) == (503, "read-only")
        with reader.test_client() as client:
            assert client.get("/privacy").status_code == 200
        db.session.remove()
        db.engine.dispose()


def test_a_locked_database_is_told(file):
    app, path = file
    db.session.execute(text("PRAGMA busy_timeout = 1"))
    db.session.rollback()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert answer(app) == (503, "busy")


def test_a_database_that_is_not_there_is_told(tmp_path):
    app = build(f"sqlite:///{tmp_path / 'nowhere' / 'x.sqlite3'}", tmp_path / "instance")
    with app.app_context():
        assert answer(app) == (503, "unreachable")
        db.session.remove()


def test_a_read_only_postgresql_is_told(at_head, tmp_path):
    app = build(at_head("postgresql"), tmp_path)
    with app.app_context():
        assert answer(app) == (200, "ready")
        name = db.engine.url.database
        db.session.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
        assert answer(app) == (503, "read-only")
        db.session.remove()
        db.engine.dispose()
