"""A gathering in words: which it is, when, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.access.people import OSLO, local_day
from tracker.models.gatherings import Gathering, GatheringDay
from tracker.services.gatherings.gatherings import days_of, hours_of
from tracker.services.gatherings.numbering import Numbered
from tracker.text.locale import Locale, capital
from tracker.text.numbers import DASH
from tracker.views.labels import label


@dataclass(frozen=True, slots=True)
class DateBlock:
    """The days of a gathering as a small calendar leaf: days of the week, numbers and month."""

    weekdays: str
    numbers: str
    month: str


def kind_line(row: Gathering, numbered: Numbered, locale: Locale) -> str:
    """Return the kind and which of how many: "Samling 3 av 4"; of a cancelled one, or an only one, the kind alone."""
    kind = label(row.kind, locale)
    if not numbered.number or numbered.total == 1:
        return kind
    return locale.gettext("%(kind)s %(number)s av %(total)s", kind=kind, number=numbered.number, total=numbered.total)


def short_name(row: Gathering, numbered: Numbered, locale: Locale) -> str:
    """Return what a gathering is called in the crumbs: "Samling 3"."""
    kind = label(row.kind, locale)
    return f"{kind} {numbered.number}" if numbered.number and numbered.total > 1 else kind


def date_block(row: Gathering, locale: Locale) -> DateBlock:
    """Return the first and the last day, joined where they are two."""
    first, last = _ends(row)
    if first == last:
        return DateBlock(_weekday(first, locale), locale.day_number(first), locale.short_month(first.month))
    months = locale.short_month(first.month)
    if first.month != last.month:
        months = f"{months}{DASH}{locale.short_month(last.month)}"
    return DateBlock(
        f"{_weekday(first, locale)}{DASH}{_weekday(last, locale)}",
        f"{locale.day_number(first)}{DASH}{locale.day_number(last)}",
        months,
    )


def short_when(row: Gathering, locale: Locale) -> str:
    """Return the days in few words: "9.–10. desember"."""
    first, last = _ends(row)
    return locale.day(first, year=False) if first == last else locale.days(first, last)


def long_when(row: Gathering, locale: Locale) -> str:
    """Return the days with their names; of one day with its hours."""
    days = [hours_of(day).day for day in days_of(row)]
    if len(days) == 1:
        (day,) = days_of(row)
        return day_and_hours(day.starts_at, day.ends_at, locale)
    *before, last = days
    short = [f"{locale.weekday(day.isoweekday())} {_short_day(day, last, locale)}" for day in before]
    return capital(
        locale.gettext(
            "%(days)s og %(last)s",
            days=", ".join(short),
            last=f"{locale.weekday(last.isoweekday())} {locale.day(last)}",
        )
    )


def day_and_hours(starts_at: datetime, ends_at: datetime, locale: Locale) -> str:
    """Return one day with its name and hours: "Onsdag 9. desember 2026 kl. 10.00–16.30"."""
    day = local_day(starts_at)
    return capital(
        locale.gettext(
            "%(weekday)s %(day)s kl. %(hours)s",
            weekday=locale.weekday(day.isoweekday()),
            day=locale.day(day),
            hours=_from_to(starts_at, ends_at, locale),
        )
    )


def day_line(day: GatheringDay, locale: Locale) -> str:
    """Return one day with its name as a heading: "Onsdag 9. desember"."""
    return capital(day_name(day, locale))


def day_name(day: GatheringDay, locale: Locale) -> str:
    """Return one day with its name in running text: "onsdag 9. desember"."""
    at = hours_of(day).day
    return f"{locale.weekday(at.isoweekday())} {locale.day(at, year=False)}"


def hours_line(day: GatheringDay, locale: Locale) -> str:
    """Return the hours of a day: "10.00–16.30"."""
    return _from_to(day.starts_at, day.ends_at, locale)


def _from_to(starts_at: datetime, ends_at: datetime, locale: Locale) -> str:
    return DASH.join(locale.clock(at.astimezone(OSLO)) for at in (starts_at, ends_at))


def where_line(row: Gathering, locale: Locale) -> str:
    """Return hours and place of one day, or the place and how many days."""
    days = days_of(row)
    if len(days) == 1:
        hours = locale.gettext("Kl. %(hours)s", hours=hours_line(days[0], locale))
        return f"{hours} · {row.place}" if row.place else hours
    count = locale.gettext("%(num)s dager", num=len(days))
    return f"{row.place} · {count}" if row.place else count


def until_line(row: Gathering, today: date, locale: Locale) -> str:
    """Return how long it is until a gathering begins: "om 12 dager"; nothing once it has."""
    left = (_ends(row)[0] - today).days
    if left < 0:
        return ""
    if left == 0:
        return locale.gettext("i dag")
    return locale.ngettext("om %(num)s dag", "om %(num)s dager", left)


def _short_day(day: date, last: date, locale: Locale) -> str:
    return locale.day_number(day) if day.month == last.month else locale.day(day, year=False)


def _ends(row: Gathering) -> tuple[date, date]:
    days = [hours_of(day).day for day in days_of(row)]
    return days[0], days[-1]


def _weekday(day: date, locale: Locale) -> str:
    return locale.weekday(day.isoweekday())[:3]
