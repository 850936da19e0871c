"""Rows by the hundred thousand: handed to the database in the form it takes them fastest, with all its checks on.

PostgreSQL takes them by COPY; SQLite by one prepared statement run many times. Neither makes an object of ours for a
row: at a million rows that is most of the time. Both are part of the open transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError

from tracker.models.base import db

TOGETHER = 5000
"""Rows that are handed over at once."""

Item = TypeVar("Item")
Row = tuple[Any, ...]


def batches(items: Iterable[Item], size: int = TOGETHER) -> Iterator[list[Item]]:
    """Part a row of things into lists of a size."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def insert_rows(table: Table, names: Sequence[str], rows: Iterable[Row], *, tick: Callable[[int], None]) -> None:
    """Put rows into a table; each has the named columns' values in order, as `stored_as` gives them.

    The column types' own conversions are passed by: whoever calls has screened all free text. `tick` is told how many
    rows have been handed over since it was told last.

    Raises:
        IntegrityError: a row is refused by the database; the transaction is no good then.
    """
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        _copy(table, names, rows, tick)
        return
    columns, marks = ", ".join(names), ", ".join("?" * len(names))
    statement = f"INSERT INTO {table.name} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own columns
    for batch in batches(rows):
        connection.exec_driver_sql(statement, batch)
        tick(len(batch))


def stored_as(table: Table, name: str) -> Callable[[Any], Any]:
    """Return what turns a value into what the database keeps in a column: a moment into UTC, an enum into its text."""
    dialect = db.session.connection().dialect
    kept = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
    return kept or (lambda value: value)


def _copy(table: Table, names: Sequence[str], rows: Iterable[Row], tick: Callable[[int], None]) -> None:
    driver: Any = db.session.connection().connection.driver_connection
    refusal: type[Exception] = driver.IntegrityError  # both drivers name their errors on the connection
    columns = ", ".join(names)
    try:
        with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
            for batch in batches(rows):
                for row in batch:
                    copy.write_row(row)
                tick(len(batch))
    except refusal as error:
        raise IntegrityError("COPY", None, error) from error
