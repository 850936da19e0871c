"""Gatherings as iCalendar, written by `icalendar` from what is stored: two renderings are the same bytes.

What a client must know to follow a change comes from the row's own last change, never from the clock: DTSTAMP,
LAST-MODIFIED and SEQUENCE. Each day is an event of its own, so that nobody's night is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from tracker.access.people import OSLO
from tracker.models.gatherings import Gathering, GatheringDay
from tracker.services.gatherings.gatherings import days_of
from tracker.text.locale import Locale
from tracker.views.labels import label

_PRODUCT = "-//Tracker//Gatherings//NO"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A gathering with the address of its page."""

    row: Gathering
    address: str


def calendar(
    entries: Iterable[CalendarEntry],
    locale: Locale,
    *,
    name: str = "",
    only: Callable[[GatheringDay], bool] | None = None,
) -> bytes:
    """Write gatherings as a calendar; with a `name` it is one to subscribe to. `only` picks out days."""
    written = Calendar()
    written.add("prodid", _PRODUCT)
    written.add("version", "2.0")
    written.add("method", "PUBLISH")
    if name:
        written.add("x-wr-calname", name)
        written.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
        written.add("x-published-ttl", "PT1H")  # a timedelta would be written 1:00:00: the name is not the library's
    years: set[int] = set()
    for entry in entries:
        for day in sorted(entry.row.days, key=lambda day: day.position):
            if only is None or only(day):
                written.add_component(_event(entry, day, locale))
                years |= {day.starts_at.year, day.ends_at.year}
    if years:
        written.add_missing_timezones(first_date=date(min(years), 1, 1), last_date=date(max(years) + 1, 1, 1))
    return bytes(written.to_ical(sorted=True))


def _event(entry: CalendarEntry, day: GatheringDay, locale: Locale) -> Event:
    row = entry.row
    is_off = row.cancelled_at is not None or day.dropped_at is not None
    event = Event()
    event.add("uid", f"{row.uid}-{day.position}")
    event.add("dtstamp", row.changed_at)
    event.add("last-modified", row.changed_at)
    event.add("created", row.created_at)
    event.add("sequence", row.sequence)
    event.add("summary", _title(row, day, locale, is_off=is_off))
    event.add("dtstart", _in_oslo(day.starts_at))
    event.add("dtend", _in_oslo(day.ends_at))
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if is_off else "OPAQUE")
    if row.place:
        event.add("location", row.place)
    event.add("url", entry.address)
    return event


def _title(row: Gathering, day: GatheringDay, locale: Locale, *, is_off: bool) -> str:
    """Return the kind and the title, and which day of several it is.

    Not the number: it changes when another gathering is planned, and no calendar would be told.
    """
    said = f"{label(row.kind, locale)}: {row.title}"
    days = days_of(row)
    if len(days) > 1 and day in days:
        said = locale.gettext(
            "%(title)s (dag %(number)s av %(total)s)", title=said, number=days.index(day) + 1, total=len(days)
        )
    return locale.gettext("Avlyst: %(title)s", title=said) if is_off else said


def _in_oslo(at: datetime) -> datetime:
    """Return a moment in the zone people live in.

    Raises:
        ValueError: it has no zone, and would be taken for a time that floats.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return at.astimezone(OSLO)
