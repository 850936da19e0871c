"""The ground every table stands on: one metadata, the column types we use, and SQLite made safe."""

from __future__ import annotations

import enum
import sqlite3
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Double, Enum, MetaData, String, Table, TypeDecorator, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.sql.base import ExecutableOption

from tracker.text.lines import one_break
from tracker.text.screening import refuse_identity_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
    from sqlalchemy.pool import ConnectionPoolEntry

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in the database, on every database alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the interface
        """Refuse a moment without a zone: it would be wrong by an hour or two."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs a time zone"
            raise ValueError(message)
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the interface
        """Return the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


def _as_read(value: str | None) -> str | None:
    return value if value is None or "\r" not in value else one_break(value)


class FreeText(TypeDecorator[str]):
    """Words a person typed. The last net: a text with an identity number never reaches the database.

    A line break is one sign, however the browser sent it: a text sent again as it stands is then no change.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the interface
        """Raise `IdentityNumberError` where the forms' own check was passed by."""
        if value is not None:
            refuse_identity_numbers(value)
            value = one_break(value)
        return value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], str | None]:  # noqa: ARG002 - the interface
        """Return what makes one sign a line break also of a text that was stored with two.

        Most of what is read is text: this is one call for each, where `process_result_value` would be three.
        """
        return _as_read


class Base(DeclarativeBase):
    """All our tables. Enums are stored as their values, moments as UTC."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        enum.Enum: Enum(enum.Enum, native_enum=False, length=40, values_callable=lambda kind: [m.value for m in kind]),
        datetime: UtcDateTime,
        float: Double,
    }


class TeamRow:
    """A row of one team, which `access.one` loads. The table itself says how the two columns are made."""

    id: Mapped[int]
    team_id: Mapped[int]

    @classmethod
    def load_options(cls) -> tuple[ExecutableOption, ...]:
        """Return what is loaded together with one row, where whoever loads it needs more than its columns."""
        return ()


class Versioned(Base):
    """A row that people edit in a form. Its version goes up by one with each deed (`services.versions`)."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1, server_default="1")


db = SQLAlchemy(metadata=Base.metadata)

Json = dict[str, Any]
"""What an audit line remembers of a row."""

# A transaction that may write takes SQLite's write lock at once (BEGIN IMMEDIATE): read-then-write in a deferred
# transaction loses updates or fails. Only `web` says otherwise, for the safe methods.
may_write: ContextVar[bool] = ContextVar("may_write", default=True)


def insert_new(table: type[Base] | Table) -> PostgresInsert | SqliteInsert:
    """Return an insert that leaves alone what is there already: a retry, and two who write the same, are harmless."""
    if db.engine.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def short_text(length: int = 200) -> Mapped[str]:
    """Return a screened column for one line of a person's words."""
    return mapped_column(FreeText(length))


_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "busy_timeout = 15000",
    "cache_size = -16384",  # 16 MB, not 2: one page of a large network reads more, and would fetch it all anew
    "secure_delete = ON",  # what is deleted is overwritten: withdrawn words lie in no file
)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we say BEGIN ourselves: the driver's own way breaks savepoints
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if may_write.get() else "BEGIN")
