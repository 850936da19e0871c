"""The story's own calendar: its last week is the last one that is over, whenever the demo is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tracker.access.people import local_day
from tracker.analysis import Period, PeriodKind
from tracker.services.measurements.history import due_period

LAST = 45
"""The number the story gives its last week; its first one is 2."""
_MORNING = time(7, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns the story's weeks into real ones, seen from a moment."""

    now: datetime

    @property
    def today(self) -> date:
        """The day it is where people are."""
        return local_day(self.now)

    def back(self, kind: PeriodKind, steps: int) -> Period:
        """Return the period that lies so many steps before the last one that is over."""
        period = due_period(kind, self.today)
        for _step in range(steps):
            period = period.previous
        return period

    def week(self, number: int) -> Period:
        """Return a week of the story."""
        last = due_period(PeriodKind.WEEK, self.today)
        return Period(PeriodKind.WEEK, last.start - timedelta(weeks=LAST - number))

    def day(self, number: int, weekday: int = 1) -> date:
        """Return a day of a week of the story; 1 is Monday."""
        return self.week(number).start + timedelta(days=weekday - 1)

    def at(self, number: int, weekday: int = 3) -> datetime:
        """Return a morning in a week of the story, never later than now; the week after the last one is this week."""
        return min(datetime.combine(self.day(number, weekday), _MORNING), self.now)

    def end(self, minutes: int) -> datetime:
        """Return a moment so many minutes into the first morning after the story's last week, never later than now."""
        return min(self.at(LAST + 1, 1) + timedelta(minutes=minutes), self.now)

    def after(self, day: date) -> datetime:
        """Return the morning after a day, never later than now."""
        return min(datetime.combine(day + timedelta(days=1), _MORNING), self.now)

    def year_end(self) -> date:
        """Return the 31 December that is at least a month away."""
        end = date(self.today.year, 12, 31)
        return end if (end - self.today).days >= 30 else date(end.year + 1, 12, 31)
