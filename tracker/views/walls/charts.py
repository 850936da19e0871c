"""The charts a wall is asked for, each read as on its own page, in the order of the wall."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.access.network import NetworkAccess
from tracker.access.organisation import OrganisationAccess
from tracker.access.people import NotFoundError
from tracker.analysis import PeriodKind, Verdict
from tracker.models.measures import Measure
from tracker.models.teams import Team
from tracker.services.measures.values import is_share
from tracker.services.networks.overview import homes_of, measures_of, overview
from tracker.services.walls import TeamMeasure, library_names, organisation_measures
from tracker.text.locale import Locale
from tracker.text.sorting import sorting_key
from tracker.views.labels import label
from tracker.views.measures.reading import Judged
from tracker.views.networks.matrix import PLACE_BY_NEED, label_of
from tracker.views.signals.judging import judge_teams
from tracker.views.walls.question import WallOrder, WallQuestion, WallVerdict


@dataclass(frozen=True, slots=True)
class WallMeasure:
    """A measure as several teams have it: counted alike in periods of the same length, so that one scale fits all."""

    key: int
    name: str


@dataclass(frozen=True, slots=True)
class WallChart:
    """One chart of a wall, before it is drawn."""

    team: Team
    of: WallMeasure
    judged: Judged

    @property
    def measure(self) -> Measure:
        """The team's own measure."""
        return self.judged.history.measure

    @property
    def verdict(self) -> Verdict | None:
        """Where it stands; None where nothing is measured yet."""
        return self.judged.verdict if self.judged.has_numbers else None

    @property
    def by_need(self) -> tuple[int, int, str, int]:
        """What orders charts: need, then name, never value."""
        return (*PLACE_BY_NEED[self.verdict], sorting_key(self.team.name), self.measure.id)


@dataclass(frozen=True, slots=True)
class WallCharts:
    """All that a wall was asked for."""

    asked: WallQuestion
    chosen: Sequence[WallChart]
    """What the selects hold, whatever their verdicts: the chips count these, and they make the scales."""
    measures: Sequence[WallMeasure]
    """What there is to choose between."""
    teams: int
    left_out: int = 0
    """Charts that fit on no scale with the others, where the wall stands by need."""

    @property
    def shown(self) -> list[WallChart]:
        """The charts of the wall on all its pages, in order."""
        kept = [each for each in self.chosen if self.asked.verdict in {None, WallVerdict.of(each.verdict)}]
        if self.asked.order is WallOrder.NEED:
            return sorted(kept, key=lambda each: each.by_need)
        places = {one: place for place, one in enumerate(self.measures)}
        return sorted(kept, key=lambda each: (places[each.of], *each.by_need))


def wall_charts(access: OrganisationAccess | NetworkAccess, asked: WallQuestion, locale: Locale) -> WallCharts:
    """Read what a wall is asked for, in a constant number of queries.

    Raises:
        NotFoundError: it is asked for a measure that is not there.
    """
    if isinstance(access, NetworkAccess):
        return _of_network(access, asked, locale)
    return _of_organisation(access, asked, locale)


def _of_organisation(access: OrganisationAccess, asked: WallQuestion, locale: Locale) -> WallCharts:
    rows = organisation_measures(access)
    groups = _alike(rows, library_names(locale.code), locale)
    teams = len({row.team.id for row in rows})
    if asked.measure is not None:
        _refuse_unknown(asked.measure, groups)
        groups_kept = {one: own for one, own in groups.items() if _holds(own, asked.measure)}
    else:
        groups_kept = dict(groups)
    of = {row.measure.id: one for one, own in groups_kept.items() for row in own}
    kept = [row for row in rows if row.measure.id in of and asked.kind in {None, row.measure.kind}]
    fitting = kept
    if asked.order is WallOrder.NEED and len(groups_kept) > 1:
        fitting = [row for row in kept if is_share(row.measure)]
    charts = _read(fitting, lambda row: of[row.measure.id], access.today)
    return WallCharts(asked, charts, list(groups), teams, len(kept) - len(fitting))


def _of_network(access: NetworkAccess, asked: WallQuestion, locale: Locale) -> WallCharts:
    whole = overview(access, locale.code)
    names = {each.key: WallMeasure(each.key, label_of(each, whole.shared, locale)) for each in whole.shared}
    if not whole.shared:
        return WallCharts(asked, [], [], len(whole.teams))
    shared = whole.shared[0] if asked.measure is None else whole.find(asked.measure)
    if shared is None:
        raise NotFoundError(Measure.__tablename__)
    teams = whole.teams
    if asked.service is not None:
        homes = homes_of(access, [team.id for team in teams])
        teams = [team for team in teams if asked.service.holds(homes.get(team.id, ()))]
    measures = measures_of(access, shared, teams)
    rows = [TeamMeasure(measures[team.id], team) for team in teams if team.id in measures]
    charts = _read(rows, lambda _row: names[shared.key], access.today)
    return WallCharts(asked, charts, list(names.values()), len(whole.teams))


def _read(rows: Sequence[TeamMeasure], of: Callable[[TeamMeasure], WallMeasure], today: date) -> list[WallChart]:
    standings = judge_teams([row.measure for row in rows], today=today)
    return [WallChart(row.team, of(row), each) for row, each in zip(rows, standings, strict=True)]


def _alike(
    rows: Iterable[TeamMeasure], library: Mapping[int, tuple[int, str]], locale: Locale
) -> dict[WallMeasure, list[TeamMeasure]]:
    """Put measures together that are counted alike; those of most charts first, then as the library has them."""
    gathered: defaultdict[tuple[Any, ...], list[TeamMeasure]] = defaultdict(list)
    for row in rows:
        own = row.measure
        gathered[
            own.catalogue_id or own.name.casefold(),
            own.period_kind,
            own.value_kind,
            own.multiplier,
            own.unit.casefold(),
        ].append(row)
    named = []
    for alike in gathered.values():
        common = Counter(row.measure.name for row in alike).most_common(1)[0][0]
        place, name = library.get(alike[0].measure.catalogue_id or 0, (len(library), common))
        named.append((-len(alike), place, name, alike))
    twins = Counter(name for _count, _place, name, _alike in named)
    found = {}
    for _count, _place, name, alike in sorted(named, key=lambda each: each[:3]):
        kind = alike[0].measure.period_kind
        told = name if twins[name] < 2 or kind is PeriodKind.DAY else f"{name} ({label(kind, locale).lower()})"
        found[WallMeasure(min(row.measure.id for row in alike), told)] = alike
    return found


def _refuse_unknown(measure_id: int, groups: Mapping[WallMeasure, Sequence[TeamMeasure]]) -> None:
    if not any(_holds(own, measure_id) for own in groups.values()):
        raise NotFoundError(Measure.__tablename__)


def _holds(rows: Iterable[TeamMeasure], measure_id: int) -> bool:
    return any(row.measure.id == measure_id for row in rows)
