"""When something happened, in words that a reader places at once."""

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
