"""Cutting SQLite's log after words were deleted: until then they may be read in it."""

from __future__ import annotations

import sqlite3

from sqlalchemy import event
from sqlalchemy.orm import Session

from tracker.models.base import db

_KEY = "scrub"


def scrub_after_commit() -> None:
    """Say that this transaction deletes words: after its commit they are to be in no file of the database."""
    db.session().info[_KEY] = True


@event.listens_for(Session, "after_commit")
def _scrub(session: Session) -> None:
    if session.in_nested_transaction():  # a savepoint that is let go: nothing is kept yet
        return
    if session.info.pop(_KEY, False) and db.engine.dialect.name == "sqlite":
        cut_log()


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, _previous: object) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_KEY, None)


def cut_log() -> None:
    """Move SQLite's log into the database and empty it; whoever reads meanwhile holds it, and the next one does it."""
    connection = db.engine.raw_connection()
    try:
        driver = connection.driver_connection
        if isinstance(driver, sqlite3.Connection) and not driver.in_transaction:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
