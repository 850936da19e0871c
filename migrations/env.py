"""How Alembic reaches our tables: through the running application's engine, online only."""

from __future__ import annotations

import sqlite3
from typing import Any

import sqlalchemy as sa
from alembic import context
from flask import current_app

from tracker import models
from tracker.models.base import Base, FreeText, UtcDateTime

assert models  # importing the package registers every table


def render_item(kind: str, item: Any, _context: Any) -> str | bool:  # noqa: ANN401 - Alembic's hook
    """Write our column types as the plain ones they are in the database: a migration must not change with the code."""
    if kind != "type":
        return False
    match item:
        case FreeText() | sa.Enum():
            return f"sa.String({item.length})"
        case UtcDateTime():
            return "sa.DateTime()"
        case _:
            return False


def migrate() -> None:
    """Run the migrations, each in its own transaction; SQLite alters tables in batches."""
    database = current_app.extensions["migrate"].db
    with database.engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        if isinstance(driver, sqlite3.Connection):
            # A batch rebuilds a table under another name: with foreign keys on, its rows would cascade away.
            driver.execute("PRAGMA foreign_keys = OFF")
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            render_item=render_item,
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        if isinstance(driver, sqlite3.Connection):
            driver.execute("PRAGMA foreign_keys = ON")


migrate()
