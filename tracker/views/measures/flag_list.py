"""The numbered list beside a chart: the same flags as on it, with when, how far and what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.analysis.periods import Period, PeriodKind
from tracker.services.measurements.flags import FlagSubject, TeamFlag
from tracker.text.locale import Locale, capital
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.measures.reading import flag_kind


@dataclass(frozen=True, slots=True)
class ListedFlag:
    """One line of the list, ready for the `notes` macro."""

    number: int
    kind: str
    title: str
    href: str
    when: str
    state: str
    text: str
    voiced: bool = False
    """Whether it came from answers: its sign has a small bubble, and its state says so."""


_SPOKEN = frozenset({PeriodKind.MONTH, PeriodKind.TERTIAL, PeriodKind.QUARTER, PeriodKind.YEAR})
"""Measures of such periods have no weeks on their axis: their flags are told by month."""


def listed(
    flags: Iterable[TeamFlag],
    locale: Locale,
    links: Links,
    *,
    team: str,
    today: date,
    kind: PeriodKind = PeriodKind.WEEK,
) -> list[ListedFlag]:
    """Return each flag in the reader's language, with the year where it is not that of `today`; the order is kept.

    `kind` is how often the measure beside the list is measured, where there is one.
    """
    unit = PeriodKind.MONTH if kind in _SPOKEN else PeriodKind.WEEK
    return [
        ListedFlag(
            flag.number,
            flag_kind(flag).value,
            flag.title,
            links.flag(team, flag),
            _when(flag, locale, unit, today),
            _state(flag, locale),
            flag.text,
            flag.from_answers,
        )
        for flag in flags
    ]


def _when(flag: TeamFlag, locale: Locale, unit: PeriodKind, today: date) -> str:
    """Return when it began and ended: "Uke 14", "Uke 20–22", "Uke 20–22 2025", "Mars 2025–april 2026"."""
    first = Period.containing(unit, flag.on)
    last = first if flag.until is None else Period.containing(unit, flag.until)
    year = {first.year, last.year} != {Period.containing(unit, today).year}
    if last <= first:
        said = locale.period(first, year=year)
    elif last.year == first.year:
        begun = locale.month(first.start.month) if unit is PeriodKind.MONTH else locale.period(first)
        ended = locale.period(last, year=year) if unit is PeriodKind.MONTH else _number(last, year=year)
        said = f"{begun}–{ended}"
    else:
        said = f"{locale.period(first, year=True)}–{locale.period(last, year=True)}"
    return capital(said)


def _state(flag: TeamFlag, locale: Locale) -> str:
    if flag.status is not None:
        said = label(flag.status, locale)
        return locale.gettext("%(state)s, fra svar", state=said) if flag.from_answers else said
    if flag.subject is FlagSubject.TEST:
        return locale.gettext("Testes")
    return locale.gettext("Kommentar") if flag.is_comment else locale.gettext("Hendelse")


def _number(week: Period, *, year: bool) -> str:
    return f"{week.number} {week.year}" if year else str(week.number)
