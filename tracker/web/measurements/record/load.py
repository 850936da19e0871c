"""Read from the database what a form of a window needs: a question a kind of thing, however many measures there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.access.team import TeamAccess
from tracker.analysis import Period, PeriodKind
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure
from tracker.services.measurements.record import period_to_write, recorded, recorded_in
from tracker.services.measures.archived import archived_since
from tracker.services.measures.tally_question import can_be_tallied
from tracker.services.tally.counts import Sum
from tracker.services.tally.sums import tallied
from tracker.web.core import query
from tracker.web.measurements.record.window import RecordWindow, WeeksWindow, main_kind, week_window


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that is stored about a window, and the team's measures in their order."""

    measures: Sequence[Measure]
    by_period: Sequence[Measure]
    archived: Sequence[Measure]
    window: RecordWindow
    rows: dict[tuple[int, date], Measurement]
    counted: dict[tuple[int, date], Sum]

    @property
    def by_events(self) -> list[Measure]:
        """The measures that are recorded when something happens."""
        return [measure for measure in self.measures if measure.value_kind.is_between_events]


def load_week(access: TeamAccess, *, asked: Mapping[PeriodKind, Period] | None = None) -> Loaded:
    """Read what the page of one week shows, at the periods asked for: by the address, where nothing else is said."""
    measures, by_period = _measures(access)
    asked = asked_periods(access.today) | dict(asked or {})
    kind = main_kind(by_period)
    begins_at = None if kind is None or kind in asked else period_to_write(access, by_period, kind)
    window = week_window(by_period, asked=asked, begins_at=begins_at, today=access.today)
    archived = archived_since(access, window.span[0])
    places = [
        ([*table.measures, *(m for m in archived if m.period_kind is table.kind)], [*table.before, *table.periods])
        for table in window.tables
    ]
    rows = recorded_in(access, places)
    return Loaded(measures, by_period, archived, window, rows, _counted(access, by_period, window))


def load_weeks(access: TeamAccess, *, until: date | None, count: int) -> Loaded:
    """Read what the grid of several weeks shows."""
    measures, by_period = _measures(access)
    window = WeeksWindow.of(by_period, until=until or access.today, today=access.today, count=count)
    first, last = window.span
    rows = recorded(access, by_period, first=first, last=last)
    return Loaded(measures, by_period, (), window, rows, _counted(access, by_period, window))


def asked_periods(today: date) -> dict[PeriodKind, Period]:
    """Read which periods the address asks for, by kind; `period`, a day, asks for every kind's that holds it."""
    asked: dict[PeriodKind, Period] = {}
    day = query.day("period")
    for kind in PeriodKind:
        period = query.period(kind)
        if period is None and day is not None:
            period = Period.containing(kind, day)
        if period is not None and period.start <= today:
            asked[kind] = period
    return asked


def _measures(access: TeamAccess) -> tuple[Sequence[Measure], list[Measure]]:
    measures = access.measures()
    return measures, [measure for measure in measures if not measure.value_kind.is_between_events]


def _counted(access: TeamAccess, measures: Sequence[Measure], window: RecordWindow) -> dict[tuple[int, date], Sum]:
    first, last = window.span
    return tallied(access, [measure for measure in measures if can_be_tallied(measure)], first=first, last=last)
