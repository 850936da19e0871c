"""The rows that histories are made of, as the database gives them: whole ones, and bare ones for a whole network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import BindParameter, CursorResult, Executable, Row, Select, bindparam, or_, select, type_coerce
from sqlalchemy.types import NullType

from tracker.models.base import db
from tracker.models.measurements import Measurement, Phase, RareEvent, Source

# Columns of the table and not of the class: a network's rows are tens of thousands, and half of their time would go to
# looking for objects that nobody asked for.
_ROW, _EVENT = Measurement.__table__.c, RareEvent.__table__.c

NUMBERS = (
    _ROW.measure_id,
    _ROW.period_start,
    _ROW.value,
    _ROW.numerator,
    _ROW.denominator,
    _ROW.not_measured,
    _ROW.excluded_at.is_not(None).label("is_excluded"),
)
START, IS_MISSING, IS_EXCLUDED = 1, 5, 6
BareRow = Sequence[Any]
"""What begins with the columns of `NUMBERS`."""

OF_NEWEST = (
    (_ROW.source == Source.TALLY).label("is_counted"),
    _ROW.finished_at,
    _ROW.finished_by_id,
)
"""What is asked of a row whose period runs, and of no other."""

WORDS = (
    _ROW.note,
    _ROW.missing_reason,
    _ROW.excluded_reason,
    _ROW.source,
    _ROW.recorded_by_id,
    _ROW.recorded_at,
)


def _rows(*columns: Any) -> Select[Any]:
    query = select(*columns).where(_ROW.measure_id.in_(_IDS))
    return query.order_by(_ROW.measure_id, _ROW.period_start)


# Built once: most of what a small question costs is putting its words together.
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
WHOLE_ROWS = _rows(*NUMBERS, *OF_NEWEST, *WORDS)
_BARE_ROWS = _rows(*(type_coerce(column, NullType()) for column in NUMBERS))  # as the database gives them
SPECIAL_ROWS = _rows(_ROW.measure_id, _ROW.period_start, *OF_NEWEST, *WORDS).where(
    or_(_ROW.not_measured, _ROW.excluded_at.is_not(None), _ROW.period_start >= bindparam("since"))
)
PHASES = select(Phase).where(Phase.measure_id.in_(_IDS)).order_by(Phase.starts_on)
EVENTS = (
    select(_EVENT.measure_id, _EVENT.happened_on, _EVENT.opportunities)
    .where(_EVENT.measure_id.in_(_IDS))
    .order_by(_EVENT.measure_id, _EVENT.happened_on, _EVENT.id)
)


def grouped_rows(query: Executable, ids: Sequence[int], **values: Any) -> dict[int, list[Row[Any]]]:
    """Return the rows of each measure; they come measure by measure, and its id stands first."""
    rows = db.session.execute(query, {"ids": ids, **values}).all()
    return {measure_id: list(own) for measure_id, own in groupby(rows, key=itemgetter(0))}


def bare_rows(ids: Sequence[int], since: date) -> tuple[dict[int, list[BareRow]], list[int]]:
    """Return the columns of `NUMBERS` of each measure, and the measures that have a row with a word to it."""
    result = cast("CursorResult[Any]", db.session.execute(_BARE_ROWS, {"ids": ids}))
    found = result.cursor.fetchall() if result.cursor else ()  # tuples, as the driver makes them
    result.close()
    grouped = {measure_id: list(own) for measure_id, own in groupby(found, key=itemgetter(0))}
    marked = {row[0] for row in found if row[IS_MISSING] or row[IS_EXCLUDED]}
    marked.update(measure_id for measure_id, own in grouped.items() if day_of(own[-1][START]) >= since)
    return grouped, sorted(marked)


def day_of(start: date | str) -> date:
    """Return a day as a value; SQLite's driver gives its text."""
    return date.fromisoformat(start) if isinstance(start, str) else start
