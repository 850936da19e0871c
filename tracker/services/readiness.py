"""Whether the database can take what people save: it is reached, as new as the code, writable, and not full."""

from __future__ import annotations

import shutil
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from tracker.models.accounts import SignInAttempt
from tracker.models.base import db, may_write

_LEAST_FREE = 16 * 1024 * 1024
"""Bytes that SQLite's own log may grow by between two looks."""
_LEAST_PAGES = 64


class Readiness(StrEnum):
    """What stands in the way, in a word; nothing where it is ready."""

    READY = "ready"
    UNREACHABLE = "unreachable"
    UNMIGRATED = "unmigrated"
    READ_ONLY = "read-only"
    FULL = "full"
    BUSY = "busy"


_WHY = (
    (("SQLITE_READONLY", "25006", "42501"), Readiness.READ_ONLY),
    (("SQLITE_FULL", "SQLITE_IOERR", "53100"), Readiness.FULL),
    (("SQLITE_BUSY", "SQLITE_LOCKED", "55P03"), Readiness.BUSY),
)
"""What SQLite and PostgreSQL call an error, and what it says of the database."""


def readiness(*, head: str, now: datetime) -> Readiness:
    """Return whether something could be saved now. A row is written to see it, and rolled back.

    PostgreSQL takes such a row from space it has already, so its full disk is told only when the table must grow.
    """
    try:
        return _look(head) or _write(now)
    except DBAPIError as error:
        return _why(error)
    except SQLAlchemyError:
        return Readiness.UNREACHABLE
    finally:
        db.session.rollback()


def _look(head: str) -> Readiness | None:
    may_write.set(False)
    db.session.execute(text("SELECT 1"))
    try:
        found = db.session.scalars(text("SELECT version_num FROM alembic_version")).all()
    except DBAPIError:  # there is no such table yet
        return Readiness.UNMIGRATED
    if list(found) != [head]:
        return Readiness.UNMIGRATED
    return Readiness.FULL if db.engine.dialect.name == "sqlite" and _is_full() else None


def _is_full() -> bool:
    """Return whether SQLite has no room: within the size it may grow to, or on its disk."""
    pages, most, free = (
        db.session.execute(text(f"PRAGMA {name}")).scalar_one()
        for name in ("page_count", "max_page_count", "freelist_count")
    )
    file = db.session.execute(text("PRAGMA database_list")).all()[0].file  # empty in memory
    on_disk = shutil.disk_usage(Path(file).parent).free if file else _LEAST_FREE
    return most - pages + free < _LEAST_PAGES or on_disk < _LEAST_FREE


def _write(now: datetime) -> Readiness:
    db.session.rollback()
    may_write.set(True)
    db.session.execute(insert(SignInAttempt).values(key_hash="readiness", at=now))
    return Readiness.READY


def _why(error: DBAPIError) -> Readiness:
    code = str(getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None) or "")
    return next((why for codes, why in _WHY if code.startswith(codes)), Readiness.UNREACHABLE)
