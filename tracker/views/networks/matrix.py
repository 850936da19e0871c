"""The network's table: one row a team, grouped by who needs a call. What a row shows comes from the team's own reading.

Rows are ordered by need, then by name, never by value: nothing here ranks teams.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

import numpy as np

from tracker.access.network import NetworkAccess
from tracker.analysis import Mark, Period, PeriodKind, Verdict
from tracker.charts import cache
from tracker.charts.draw.sparkline import ROW, sparkline
from tracker.charts.shown import Shown, shown
from tracker.charts.table import still_running
from tracker.charts.words.edge import most_are_alike
from tracker.charts.words.explain import rule_set_name
from tracker.charts.words.nouns import named, stretch
from tracker.models.measures import Measure
from tracker.models.teams import Team
from tracker.services.measurements.history import due_period
from tracker.services.networks.overview import Home, Shared, homes_of
from tracker.services.paging import page_of
from tracker.text.id_list import write_ids
from tracker.text.locale import Locale, capital
from tracker.text.sorting import sorting_key
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.measures.chart_card import chart_name
from tracker.views.measures.reading import Judged, draw_judged, unit_of

COLUMNS = 12
"""Periods a row shows."""
PER_PAGE = 50

_RUNS = {int(Mark.BETTER): "better", int(Mark.WORSE): "worse", int(Mark.NEUTRAL): "neutral"}


class Need(StrEnum):
    """What the tiles above the table pick out."""

    RECORDED = "recorded"
    BETTER = "better"
    WORSE = "worse"
    STILL = "still"
    SILENT = "silent"


BY_NEED: Sequence[tuple[str, tuple[Verdict | None, ...]]] = (
    ("follow-up", (Verdict.WORSE, Verdict.SILENT, Verdict.STILL)),
    ("better", (Verdict.BETTER,)),
    ("held", (Verdict.HELD,)),
    ("stable", (Verdict.STABLE,)),
    ("few", (Verdict.FEW,)),
    ("not-started", (None,)),
)
"""The groups of the table and the verdicts in each, in the order a host needs them; None: nothing recorded yet."""
PLACE_BY_NEED = {
    verdict: (group, place) for group, (_key, verdicts) in enumerate(BY_NEED) for place, verdict in enumerate(verdicts)
}
"""The group of each verdict, and its place there."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One period of one team: its sign, the same in words, and its number."""

    kind: str
    text: str
    value: str = ""
    begins: bool = False
    ends: bool = False
    href: str = ""
    """The same period on the team's own chart; none before the team began."""


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """A team and what was read of its measure: None where it has none, or has recorded nothing yet."""

    team: Team
    judged: Judged | None
    has_measure: bool

    @property
    def verdict(self) -> Verdict | None:
        """Where the team stands, None where it has not begun."""
        return self.judged.verdict if self.judged else None

    @property
    def is_up_to_date(self) -> bool:
        """Whether the last period that is over has a number."""
        return self.judged is not None and not self.judged.history.misses_last

    def answers(self, need: Need | None) -> bool:
        """Return whether a tile picks this team out."""
        match need:
            case None:
                return True
            case Need.RECORDED:
                return self.is_up_to_date
            case _:
                return self.verdict is not None and self.verdict.value == need.value


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of the table, ready to be written."""

    team: Team
    places: str
    verdict: str = ""
    verdict_kind: str = ""
    note: str = ""
    """Why there is no verdict, where there is none; else what to know of it: that over half of the values are alike."""
    spark: str = ""
    cells: Sequence[MatrixCell] = ()
    last: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """Rows with the same need. The count is of the whole group, on whichever page its rows are."""

    title: str
    count: int
    rows: Sequence[MatrixRow]
    rest: str
    """The teams of the group on other pages, by id in few letters."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """One page of the table."""

    title: str
    columns: Sequence[str]
    groups: Sequence[MatrixGroup]
    total: int
    page: int
    pages: int
    rules: str = ""
    """Which rule sets the verdicts rest on, in words."""


def entries(teams: Iterable[Team], judged: Mapping[int, Judged], shared: Shared) -> list[MatrixEntry]:
    """Pair every team with its reading (by team id), in the order of the table: by need, then by name."""
    found = []
    for team in teams:
        own = judged.get(team.id)
        begun = own is not None and own.has_numbers
        found.append(MatrixEntry(team, own if begun else None, team.id in shared.measure_ids))
    return sorted(found, key=lambda entry: (*PLACE_BY_NEED[entry.verdict], sorting_key(entry.team.name)))


def count(found: Iterable[MatrixEntry]) -> Counter[Need]:
    """Count what the tiles show."""
    kept = list(found)
    stands = Counter(entry.verdict.value for entry in kept if entry.verdict is not None)
    up_to_date = sum(entry.is_up_to_date for entry in kept)
    return Counter({need: up_to_date if need is Need.RECORDED else stands[need.value] for need in Need})


def table(
    access: NetworkAccess,
    found: Sequence[MatrixEntry],
    shared: Shared,
    locale: Locale,
    links: Links,
    *,
    need: Need | None,
    page: int,
    homes: Mapping[int, Sequence[Home]] | None = None,
) -> Matrix:
    """Write one page of the table; only its own rows are drawn, on a scale shared by all of them on every page.

    `homes` are the organisations of the teams by id, where they are read already.
    """
    picked = [entry for entry in found if entry.answers(need)]
    at = page_of(len(picked), size=PER_PAGE, asked=page)
    others = [*picked[: at.before], *picked[at.before + at.size :]]
    window = _window(shared, access.today)
    if homes is None:
        homes = homes_of(access, [entry.team.id for entry in picked[at.rows]])
    scale = _scale([entry.judged for entry in found if entry.judged])
    counts = Counter(PLACE_BY_NEED[entry.verdict][0] for entry in picked)
    titles = need_titles(locale)
    groups = [
        MatrixGroup(
            titles[key],
            counts[place],
            [
                _row(entry, homes.get(entry.team.id, ()), window, scale, locale, links)
                for entry in picked[at.rows]
                if PLACE_BY_NEED[entry.verdict][0] == place
            ],
            write_ids(entry.team.id for entry in others if PLACE_BY_NEED[entry.verdict][0] == place),
        )
        for place, (key, _verdicts) in enumerate(BY_NEED)
    ]
    columns = [locale.tick(period) for period in window] or [str(n) for n in range(1, COLUMNS + 1)]
    shown_groups = [group for group in groups if group.rows]
    title = _title(window, found, locale)
    return Matrix(title, columns, shown_groups, len(picked), at.page, at.pages, _rules(found, locale))


def _rules(found: Sequence[MatrixEntry], locale: Locale) -> str:
    """Name the rule sets the teams are read with, and how many by each where there are several."""
    counted = Counter(entry.judged.reading.rules for entry in found if entry.judged)
    names = Counter({rule_set_name(rules, locale): num for rules, num in counted.items()})
    if len(names) < 2:
        return next(iter(names), "")
    said = (
        locale.ngettext("%(name)s (%(num)s team)", "%(name)s (%(num)s team)", num, name=name)
        for name, num in names.items()
    )
    return ", ".join(said)


def _scale(judged: Sequence[Judged]) -> tuple[float, float]:
    """Return the range all small drawings share: from the lowest value or goal of any team to the highest."""
    if not judged:
        return 0.0, 1.0
    values = np.concatenate([each.reading.values for each in judged])
    levels = [float(np.nanmin(values)), float(np.nanmax(values))]
    for each in judged:
        levels += each.goals
    return min(levels), max(levels)


def need_titles(locale: Locale) -> dict[str, str]:
    """Return what the groups by need are called."""
    return {
        "follow-up": locale.gettext("Trenger oppfølging"),
        "better": locale.gettext("Bedring"),
        "held": locale.gettext("Mål nådd og holdt"),
        "stable": locale.gettext("Stabil"),
        "few": locale.gettext("For få punkter til å vurdere"),
        "not-started": locale.gettext("Ikke startet"),
    }


def _title(window: Sequence[Period], found: Sequence[MatrixEntry], locale: Locale) -> str:
    if not window:
        return locale.gettext("Teamene, de %(count)s siste punktene", count=COLUMNS)
    first, last = window[0], window[-1]
    span = stretch(first, last, locale)
    if first.kind is PeriodKind.WEEK and first.year == last.year:
        span = locale.gettext("uke %(first)s til %(last)s", first=first.number, last=last.number)
    units = {unit_of(entry.judged.history.measure) for entry in found if entry.judged} - {""}
    if len(units) == 1:
        return locale.gettext("Teamene, %(span)s, %(unit)s", span=span, unit=units.pop())
    return locale.gettext("Teamene, %(span)s", span=span)


def _window(shared: Shared, today: date) -> tuple[Period, ...]:
    """Return the last periods that are over; none for what is counted between events, which has no calendar."""
    if shared.value_kind.is_between_events:
        return ()
    periods = [due_period(shared.period_kind, today)]
    while len(periods) < COLUMNS:
        periods.append(periods[-1].previous)
    return tuple(reversed(periods))


def _row(
    entry: MatrixEntry,
    homes: Sequence[Home],
    window: Sequence[Period],
    scale: tuple[float, float],
    locale: Locale,
    links: Links,
) -> MatrixRow:
    places = " · ".join(home.name for home in homes)
    if entry.judged is None:
        note = (
            locale.gettext("Ingen målinger ennå") if entry.has_measure else locale.gettext("Har ikke valgt indikatoren")
        )
        return MatrixRow(
            entry.team, places, note=note, cells=[MatrixCell("before", locale.gettext("ikke startet"))] * COLUMNS
        )
    drawn = draw_judged(entry.judged, locale)
    view = shown(drawn.reading, drawn.plot)
    last = view.latest or 0
    return MatrixRow(
        entry.team,
        places,
        verdict=drawn.verdict_label,
        verdict_kind=drawn.verdict.value,
        note=most_are_alike(view.current, view, locale) if view.edge and view.current else "",
        spark=sparkline(drawn.reading, drawn.plot, locale, size=ROW, scale=scale),
        cells=list(_cells(view, window, locale, links.measure(entry.team.slug, drawn.measure), drawn.measure)),
        last=locale.figure(view.values[last], view.plot),
        when=named(view.plot.periods[last], view.plot, locale),
    )


def _cells(view: Shown, window: Sequence[Period], locale: Locale, chart: str, measure: Measure) -> Iterator[MatrixCell]:
    """Give the cells of a row, with links into the team's `chart`. A run goes on past the edge: it has no end there."""
    periods = view.plot.periods
    first = periods[0].steps_to(window[0]) if window else len(periods) - COLUMNS
    phase_of = [number for number, phase in enumerate(view.reading.phases) for _at in range(phase.start, phase.stop)]
    words = _words(locale)
    for place in range(first, first + COLUMNS):
        if not 0 <= place < len(periods):
            kind = "before" if place < 0 else "none"
            name = ""
            if window:
                period = window[place - first]
                name = _named(period, locale, year=view.plot.tells_year(period))
            yield MatrixCell(
                kind, f"{name}: {words[kind]}" if name else words[kind], href=chart if kind == "none" else ""
            )
            continue
        kind = _kind(view, place)
        said = words[kind]
        if kind == "paused":
            said = _pause(view, periods[place])
        elif view.is_running(place):
            said = still_running(view.plot, locale).lower()
        elif view.marks[place] == Mark.EXCLUDED:
            said = locale.gettext("holdt utenfor")
        elif kind == "usual" and not view.judged(phase_of[place]):
            said = ""
        measured = kind not in {"none", "paused"}
        name = _named(periods[place], locale, year=view.plot.tells_year(periods[place]))
        value = locale.value(view.values[place], view.plot) if measured else ""
        yield MatrixCell(
            kind,
            f"{name}: {', '.join(part for part in (value, said) if part)}",
            locale.number(view.values[place], view.plot.decimals or 0) if measured else "",
            begins=kind in _RUNS.values() and not _same(view, place, -1),
            ends=kind in _RUNS.values() and not _same(view, place, 1),
            href=f"{chart}#{cache.point_name(chart_name(measure), view.plot, place)}" if measured else chart,
        )


def _kind(view: Shown, place: int) -> str:
    mark = view.marks[place]
    if mark != Mark.MISSING:
        return _RUNS.get(mark, "usual")
    return "paused" if _pause(view, view.plot.periods[place]) else "none"


def _pause(view: Shown, period: Period) -> str:
    """Return the reason of the planned stop a period lies in; nothing where it lies in none."""
    return next((pause.reason for pause in view.plot.pauses if pause.start <= period.start <= pause.stop), "")


def _same(view: Shown, place: int, step: int) -> bool:
    """Return whether the neighbour bears the same sign."""
    other = place + step
    return 0 <= other < len(view.marks) and view.marks[other] == view.marks[place]


def _words(locale: Locale) -> dict[str, str]:
    return {
        "better": locale.gettext("bedring"),
        "worse": locale.gettext("forverring"),
        "neutral": locale.gettext("del av skift"),
        "usual": locale.gettext("tilfeldig variasjon"),
        "none": locale.gettext("ikke registrert"),
        "paused": "",
        "before": locale.gettext("ikke startet"),
    }


@lru_cache(maxsize=512)
def _named(period: Period, locale: Locale, *, year: bool) -> str:
    """Return a period as the first word of a sentence; every row names the same ones."""
    return capital(locale.period(period, year=year))


def period_due(shared: Shared, today: date) -> Period | None:
    """Return the period everyone should have recorded by now."""
    return None if shared.value_kind.is_between_events else due_period(shared.period_kind, today)


def label_of(shared: Shared, everything: Sequence[Shared], locale: Locale) -> str:
    """Return the name of a shared measure; with how often it is measured where two bear the same name."""
    twins = [one for one in everything if one.name == shared.name]
    if len(twins) < 2 or shared.period_kind is PeriodKind.DAY:
        return shared.name
    return f"{shared.name} ({label(shared.period_kind, locale).lower()})"
