"""Which periods the form shows: the latest eight of each kind, or eight earlier ones, fixed in the form's address.

The address names a day, so that a form that lies open over a Sunday night is sent to the weeks it was opened on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from tracker.analysis import Period, PeriodKind
from tracker.models.measures import Measure
from tracker.services.measurements.record import PERIODS, latest

ORDER = (
    PeriodKind.WEEK, PeriodKind.FORTNIGHT, PeriodKind.DAY, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.TERTIAL,
    PeriodKind.YEAR,
)  # fmt: skip
"""Weeks first: they are what most teams record."""


@dataclass(frozen=True, slots=True)
class RecordTable:
    """The measures of one period kind, and the periods shown of them, oldest first."""

    kind: PeriodKind
    measures: tuple[Measure, ...]
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class RecordWindow:
    """The tables of one form. `until` is a day in each table's last period."""

    tables: tuple[RecordTable, ...]
    until: date
    today: date

    @classmethod
    def of(cls, measures: Sequence[Measure], *, until: date, today: date) -> Self:
        """Show the periods up to a day, for the measures that are recorded by period."""
        until = min(until, today)
        by_kind = {kind: tuple(m for m in measures if m.period_kind is kind) for kind in ORDER}
        tables = tuple(RecordTable(kind, rows, latest(kind, until=until)) for kind, rows in by_kind.items() if rows)
        # The latest first day lies in every table's last period, and is the same all week: so is the address.
        last = max((table.periods[-1].start for table in tables), default=until)
        return cls(tables, last, today)

    @property
    def first(self) -> date:
        """The first day of all that is shown."""
        return min((table.periods[0].start for table in self.tables), default=self.until)

    @property
    def earlier(self) -> date:
        """A day in the eight periods before these, of the table that reaches least far back."""
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
