"""The demo's numbers, from the files beside this module to files as teams import them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from tracker.access.people import local_day
from tracker.access.team import TeamAccess
from tracker.analysis import PeriodKind
from tracker.demo.calendar import Calendar
from tracker.models.measures import Measure
from tracker.services.imports.whole_file import import_measurements
from tracker.text.parse import show_period

_DATA = Path(__file__).parent / "data"
_HEADER = ("indikator", "periode", "teller", "nevner", "verdi", "ikke målt", "merknad")

Row = Mapping[str, str]


class DemoNumbersError(ValueError):
    """The demo's own numbers could not be imported."""


@cache
def rows_of(name: str) -> tuple[Row, ...]:
    """Read one of the demo's files: a header row, then one mapping a row."""
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter=";"))


def record(access: TeamAccess, rows: Iterable[Row], measures: Mapping[str, Measure]) -> None:
    """Import rows into a team, as the person inside; `indikator` is a key of `measures`.

    Raises:
        DemoNumbersError: a row was not right.
    """
    written = [{**row, "indikator": measures[row["indikator"]].name} for row in rows]
    if not written:
        return
    report = import_measurements(_file(_HEADER, written), by=access, team=access)
    if not report.stored:
        raise DemoNumbersError(report.checked.faults[:3])


class Ledger:
    """A team's weekly and monthly numbers, imported up to a day at a time."""

    def __init__(
        self,
        team: str,
        calendar: Calendar,
        measures: Mapping[str, Measure],
        *,
        without: Callable[[Row], bool] | None = None,
    ) -> None:
        """Find the team's rows and say which period each is of; `without` those that come in another way."""
        self._measures = measures
        self._due: list[tuple[date, Row]] = []
        for row in rows_of("measurements.csv"):
            if row["team"] == team and not (without and without(row)):
                period = calendar.back(measures[row["indikator"]].period_kind, int(row["siden"]))
                self._due.append((period.stop, {**row, "periode": show_period(period)}))
        end = calendar.back(PeriodKind.WEEK, 0).stop
        for row in rows_of("events.csv"):
            if row["team"] == team:
                day = end - timedelta(days=int(row["dager siden"]))
                self._due.append((day, {"indikator": row["indikator"], "periode": day.isoformat()}))
        self._due.sort(key=lambda entry: entry[0])
        self._last = self._due[-1][0]

    @property
    def last(self) -> date:
        """The last day there is a number of; known before the first of them is imported."""
        return self._last

    def has_by(self, moment: datetime) -> bool:
        """Return whether there is anything to import that was over before the day of a moment."""
        return bool(self._due) and self._due[0][0] < local_day(moment)

    def record(self, access: TeamAccess) -> None:
        """Import what was over before this person's today and is not imported yet."""
        ready = [row for stop, row in self._due if stop < access.today]
        self._due = [(stop, row) for stop, row in self._due if stop >= access.today]
        record(access, ready, self._measures)


def _file(header: Sequence[str], rows: Iterable[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, delimiter=";", extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
