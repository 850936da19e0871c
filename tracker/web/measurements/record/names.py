"""What periods, columns and times are called on the page."""

from __future__ import annotations

from datetime import date, datetime

from flask_babel import lazy_gettext

from tracker.access.people import OSLO
from tracker.analysis import Period, PeriodKind
from tracker.models.measures import Measure
from tracker.text.locale import capital
from tracker.web.core.language import locale

EVERY = {
    PeriodKind.DAY: lazy_gettext("Hver dag"),
    PeriodKind.WEEK: lazy_gettext("Hver uke"),
    PeriodKind.FORTNIGHT: lazy_gettext("Hver andre uke"),
    PeriodKind.MONTH: lazy_gettext("Hver måned"),
    PeriodKind.TERTIAL: lazy_gettext("Hvert tertial"),
    PeriodKind.QUARTER: lazy_gettext("Hvert kvartal"),
    PeriodKind.YEAR: lazy_gettext("Hvert år"),
}
"""What a table of each kind of period is called."""

_SHORT_UNIT = 8


def period_name(period: Period, today: date) -> str:
    """Name a period as a heading: "Uke 45", with the year where it is another one than this."""
    return capital(period_text(period, today))


def period_text(period: Period, today: date) -> str:
    """Name a period in running text: "uke 45", with the year where it is another one than this."""
    other = period.year != Period.containing(period.kind, today).year
    return locale().period(period, year=other)


def short_name(period: Period, today: date) -> str:
    """Name a period as a heading beside the week: a month of this year by its name alone."""
    if period.kind is PeriodKind.MONTH and period.year == today.year:
        return capital(locale().month(period.number))
    return period_name(period, today)


def clock(moment: datetime) -> str:
    """Write a time of the day, where people live: "13.42"."""
    return locale().clock(moment.astimezone(OSLO))


def unit_beside(measure: Measure) -> str:
    """Return a unit that is short enough to stand after the box; else nothing, and it stands after the name."""
    is_short = not measure.value_kind.has_denominator and len(measure.unit) <= _SHORT_UNIT
    return measure.unit if is_short else ""
