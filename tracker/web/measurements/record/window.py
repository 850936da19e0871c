"""Which periods a form shows, and what its address says of them.

The address names the periods, so that a form that lies open over a Sunday night is sent to the weeks it was opened on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from tracker.analysis import Period, PeriodKind
from tracker.models.measures import Measure
from tracker.services.measurements.record import PERIODS, latest
from tracker.text.period_address import period_query

ORDER = (
    PeriodKind.WEEK, PeriodKind.FORTNIGHT, PeriodKind.DAY, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.TERTIAL,
    PeriodKind.YEAR,
)  # fmt: skip
"""Weeks first: they are what most teams record."""

BEFORE = 4
"""How many periods stand before the one that is written: the narrower the window, the fewer are seen."""
MOST_PERIODS = 60
"""How many periods of a kind can stand in one form: more than a year of weeks."""
_YOUNG = 10
"""Days of a month, or of anything longer, in which the one before is what people come to write."""


@dataclass(frozen=True, slots=True)
class RecordTable:
    """The measures of one period kind, the periods that can be written, and those shown before them, oldest first."""

    kind: PeriodKind
    measures: tuple[Measure, ...]
    periods: tuple[Period, ...]
    before: tuple[Period, ...] = ()

    @property
    def period(self) -> Period:
        """The last period that can be written: the only one, on the page of one week."""
        return self.periods[-1]


@dataclass(frozen=True, slots=True)
class RecordWindow:
    """The tables of one form, the main one first."""

    tables: tuple[RecordTable, ...]
    today: date

    @property
    def main(self) -> RecordTable:
        """The table that gives the page its title."""
        return self.tables[0]

    @property
    def address(self) -> dict[str, Any]:
        """What the form's address says: each table's period."""
        return {key: text for table in self.tables for key, text in period_query(table.period).items()}

    def address_at(self, period: Period) -> dict[str, Any]:
        """Return the address of the same form at another period; the other tables stay where they are."""
        return self.address | period_query(period)

    @property
    def span(self) -> tuple[date, date]:
        """The first days of the first and of the last period that can be written."""
        starts = [period.start for table in self.tables for period in table.periods]
        return (min(starts), max(starts)) if starts else (self.today, self.today)


@dataclass(frozen=True, slots=True)
class WeeksWindow(RecordWindow):
    """The latest eight periods of each kind, or those up to a day; `until` is a day in each table's last period."""

    until: date
    count: int = PERIODS

    @classmethod
    def of(cls, measures: Sequence[Measure], *, until: date, today: date, count: int = PERIODS) -> Self:
        """Show the periods up to a day, for the measures that are recorded by period."""
        until, count = min(until, today), max(PERIODS, min(count, MOST_PERIODS))
        tables = tuple(
            RecordTable(kind, rows, latest(kind, until=until, count=count if kind is by_kind[0][0] else PERIODS))
            for by_kind in [list(_by_kind(measures))]
            for kind, rows in by_kind
        )
        # The latest first day lies in every table's last period, and is the same all week: so is the address.
        last = max((table.periods[-1].start for table in tables), default=until)
        return cls(tables, today, last, count)

    @property
    def address(self) -> dict[str, Any]:
        """What the form's address says: the day, and how many periods where they are not eight."""
        return {"until": self.until.isoformat()} | ({} if self.count == PERIODS else {"count": str(self.count)})

    @property
    def earlier(self) -> date:
        """A day in the periods before these, of the table that reaches least far back."""
        return max((table.periods[0].previous.start for table in self.tables), default=self.until)

    @property
    def later(self) -> date | None:
        """A day in the eight periods after these; None where these are the latest."""
        if all(table.periods[-1] == Period.containing(table.kind, self.today) for table in self.tables):
            return None
        finest = max(self.tables, key=lambda table: table.periods[0].start)
        period = finest.periods[-1]
        for _ in range(PERIODS):
            period = period.next
        return min(period.start, self.today)


def week_window(
    measures: Sequence[Measure], *, asked: Mapping[PeriodKind, Period], begins_at: Period | None, today: date
) -> RecordWindow:
    """Show one period of each kind: the one asked for, else where the main table begins, else by the calendar."""
    tables = []
    for kind, rows in _by_kind(measures):
        running = Period.containing(kind, today)
        period = asked.get(kind)
        if period is None or period > running:
            period = begins_at if begins_at is not None and begins_at.kind is kind else _of_calendar(running, today)
        before = latest(kind, until=period.start, count=BEFORE + 1)[:-1]
        tables.append(RecordTable(kind, rows, (period,), before))
    return RecordWindow(tuple(tables), today)


def main_kind(measures: Sequence[Measure]) -> PeriodKind | None:
    """Return the kind of period that gives the page its title; None where nothing is recorded by period."""
    return next((kind for kind, _ in _by_kind(measures)), None)


def _of_calendar(running: Period, today: date) -> Period:
    is_long = running.kind not in {PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.FORTNIGHT}
    return running.previous if is_long and (today - running.start).days < _YOUNG else running


def _by_kind(measures: Sequence[Measure]) -> Iterator[tuple[PeriodKind, tuple[Measure, ...]]]:
    for kind in ORDER:
        if rows := tuple(measure for measure in measures if measure.period_kind is kind):
            yield kind, rows
