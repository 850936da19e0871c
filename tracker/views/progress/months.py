"""The months of a team's progress: drawn as two lines with gaps where nobody set a step, and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from tracker.charts.draw.progress.line import NARROW, TOP, WIDE, ScoredMonth, progress_line
from tracker.models.progress import Progress, ProgressSide, ProgressStep
from tracker.services.progress.scores import MonthOfScores
from tracker.services.progress.sides import month_of
from tracker.text.locale import Locale, capital
from tracker.views.progress.words import number_of


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One month of the table: its name, what each side said, what was suggested then, and the reasons given."""

    month: str
    team: str
    host: str
    suggested: str
    why: str


@dataclass(frozen=True, slots=True)
class ProgressHistory:
    """The months since the first that was scored, drawn for wide and narrow windows and listed, the newest first."""

    wide: Markup
    slim: Markup
    gaps: str
    rows: Sequence[ProgressRow]


def history_of(months: Sequence[MonthOfScores], this: date, locale: Locale) -> ProgressHistory | None:
    """Return the months until the one that runs; None where nothing that may be seen was ever set."""
    seen = [month for month in months if month.team is not None or month.host is not None]
    if not seen:
        return None
    whole = {month.month: month for month in seen}
    last = this if this in whole else month_of(this - timedelta(days=1))
    names = list(_calendar(seen[0].month, max(last, seen[-1].month)))
    scored = [_scored(day, whole.get(day), locale) for day in names]
    numbers = [locale.number(value) for value in range(TOP + 1)]
    wide, slim = (
        progress_line(
            scored,
            spoken=_spoken(scored[-size.last :], locale),
            team=_end(scored[-1].team, ProgressSide.TEAM, locale),
            host=_end(scored[-1].host, ProgressSide.HOST, locale),
            numbers=numbers,
            size=size,
        )
        for size in (WIDE, NARROW)
    )
    rows = [_row(day, whole.get(day), locale) for day in reversed(names)]
    return ProgressHistory(wide, slim, _gaps([day for day in names[-WIDE.last :] if day not in whole], locale), rows)


def _calendar(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = month_of(first + timedelta(days=31))


def _scored(day: date, month: MonthOfScores | None, locale: Locale) -> ScoredMonth:
    team, host = (_number(row) for row in ((month.team, month.host) if month else (None, None)))
    return ScoredMonth(locale.short_month(day.month), team, host)


def _number(row: Progress | None) -> float | None:
    return None if row is None else row.step.number


def _end(value: float | None, side: ProgressSide, locale: Locale) -> str:
    number = "" if value is None else locale.number(value, 1)
    if side is ProgressSide.TEAM:
        return locale.gettext("Teamet %(step)s", step=number)
    return locale.gettext("Vertskap %(step)s", step=number)


def _spoken(months: Sequence[ScoredMonth], locale: Locale) -> str:
    def list_of(values: Sequence[tuple[str, float | None]]) -> str:
        said = [f"{name} {locale.number(value, 1)}" for name, value in values if value is not None]
        return ", ".join(said) or "–"

    return locale.gettext(
        "Framdrift måned for måned. Teamet: %(team)s. Vertskapet: %(host)s.",
        team=list_of([(month.name, month.team) for month in months]),
        host=list_of([(month.name, month.host) for month in months]),
    )


def _gaps(days: Sequence[date], locale: Locale) -> str:
    if not days:
        return ""
    names = ", ".join(locale.month(day.month) for day in days)
    return locale.gettext("Ingen satte tallet i %(months)s.", months=names)


def _row(day: date, month: MonthOfScores | None, locale: Locale) -> ProgressRow:
    name = capital(f"{locale.month(day.month)} {day.year}")
    if month is None:
        return ProgressRow(name, "–", "–", "–", "")
    team, host = (
        number_of(row.step, locale) if row is not None else locale.gettext("skjult") if side in month.hidden else "–"
        for side, row in ((ProgressSide.TEAM, month.team), (ProgressSide.HOST, month.host))
    )
    whys = [f"{row.by.name}: {row.why}" for row in (month.team, month.host) if row is not None and row.why]
    return ProgressRow(name, team, host, _suggested(month, locale), "\n".join(whys))


def _suggested(month: MonthOfScores, locale: Locale) -> str:
    """Return what was suggested when the last of the sides set its step."""
    rows = sorted((row for row in (month.team, month.host) if row is not None), key=lambda row: row.set_at)
    stored = rows[-1].evidence.get("suggested") if rows else None
    return number_of(ProgressStep(stored), locale) if stored else "–"
