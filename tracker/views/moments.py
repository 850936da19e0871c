"""When something happened, in words: as a reader places it at once, with the hour, or in full."""

from __future__ import annotations

from datetime import date, datetime

from tracker.access.people import OSLO, local_day
from tracker.text.conventions import NBSP
from tracker.text.locale import Locale


def moment(at: datetime, locale: Locale, *, today: date) -> str:
    """Return when it happened in words that stay on one line: ``i dag kl. 14.02``, ``i går kl. 14.02``, ``12. mai``."""
    day = local_day(at)
    clock = locale.gettext("kl. %(time)s", time=locale.clock(at.astimezone(OSLO)))
    match (today - day).days:
        case 0:
            text = locale.gettext("i dag %(clock)s", clock=clock)
        case 1:
            text = locale.gettext("i går %(clock)s", clock=clock)
        case _:
            text = locale.day_seen_from(day, today)
    return text.replace(" ", NBSP)


def moment_with_hour(at: datetime, now: datetime, locale: Locale) -> str:
    """Return the hour, with the day where that is not today: ``kl. 10.42``, ``6. november kl. 10.42``."""
    clock = locale.gettext("kl. %(time)s", time=locale.clock(at.astimezone(OSLO)))
    day, today = local_day(at), local_day(now)
    return clock if day == today else f"{locale.day_seen_from(day, today)} {clock}"


def whole_moment(at: datetime, locale: Locale) -> str:
    """Return the day with its year, and the hour: ``22. november 2026 kl. 14.05``."""
    local = at.astimezone(OSLO)
    return locale.gettext("%(day)s kl. %(time)s", day=locale.day(local.date()), time=locale.clock(local))
