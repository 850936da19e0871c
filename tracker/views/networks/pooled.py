"""All teams together: the values that page, table, tooltip, alternative text and file of a pooled measure are made of.

What may not be shown is None here, in `Pooled.points` and `Pooled.rows`, before anything is drawn or written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isnan
from typing import TypeVar

import numpy as np

from tracker.access.network import NetworkAccess
from tracker.analysis import ChartKind, Period, Verdict
from tracker.analysis.pooling.disclosure import FEWEST_TEAMS
from tracker.analysis.pooling.funnel import FunnelReading, read_funnel
from tracker.models.measurements import Source
from tracker.models.measures import Measure, MeasureTarget, ValueKind
from tracker.models.teams import Team
from tracker.services.measurements.history import History, Note, target_of
from tracker.services.networks.overview import Overview, Shared, measures_of
from tracker.services.networks.pooled import Pool, pool
from tracker.services.networks.pooled_source import PooledSource, pooled_source
from tracker.services.networks.standards import Standards
from tracker.text.locale import Locale
from tracker.text.sorting import sorting_key
from tracker.views.measures.reading import Drawn, Judged, draw_judged, judge

Kind = TypeVar("Kind")


class NoFunnel(StrEnum):
    """Why there is no funnel."""

    FEW_TEAMS = "few_teams"
    OUTSIDE = "outside"
    DISPERSION = "dispersion"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class PooledPoint:
    """One period of all teams together; without numerator and denominator where there is nothing to show."""

    period: Period
    numerator: float | None
    denominator: float | None
    teams: int
    """How many teams contributed."""
    is_withheld: bool

    @property
    def has_few_teams(self) -> bool:
        """Whether fewer than three teams contributed: then there is no sum for anyone."""
        return 0 < self.teams < FEWEST_TEAMS


@dataclass(frozen=True, slots=True)
class FunnelTeam:
    """One team over the block of periods. Numerator and denominator are None where they are withheld."""

    team: Team | None
    """None where the reader may not know which team it is."""
    numerator: float | None
    denominator: float | None
    is_outside: bool
    is_own: bool

    @property
    def is_withheld(self) -> bool:
        """Whether its numbers are held back."""
        return self.denominator is None


@dataclass(frozen=True, slots=True)
class Pooled:
    """One measure of all teams together, as this reader may see it."""

    shared: Shared
    teams: int
    """How many teams of the network have the measure."""
    drawn: Drawn | None
    """The sum as a chart; None of too few teams, or where no period may be shown."""
    points: Sequence[PooledPoint]
    """In time order, from the first that is shown."""
    stands: Mapping[Verdict | None, int]
    """How many teams stand where, each read for itself; None: not begun."""
    span: tuple[Period, Period] | None
    """The first and the last period of the teams' totals."""
    largest_share: float | None
    """The largest team's part of all that is counted among over that span, 0 to 1; None where it is withheld."""
    funnel: FunnelReading | None
    """Of the teams that are shown; `placed` in the same order."""
    no_funnel: NoFunnel | None
    rows: Sequence[FunnelTeam]
    """The teams over the span: by name, and those without one last, by size."""
    placed: Sequence[FunnelTeam]
    is_settled: bool
    """Whether it is as the other teams see it: settled, and small numbers withheld."""


def can_be_pooled(shared: Shared) -> bool:
    """Return whether a measure can be laid together: from the library, with a numerator and a denominator."""
    return shared.catalogue_id is not None and shared.value_kind.has_denominator


def source_of(access: NetworkAccess, shared: Iterable[Shared]) -> PooledSource:
    """Read at once what `pooled` needs for these measures, beside the teams' own readings."""
    return pooled_source(access, {each.catalogue_id for each in shared if each.catalogue_id and can_be_pooled(each)})


def pooled(
    access: NetworkAccess,
    whole: Overview,
    source: PooledSource,
    shared: Shared,
    judged: Mapping[int, Judged],
    locale: Locale,
) -> Pooled:
    """Lay the teams' readings (by team id, see `alike`) of one measure together, for this reader; without a query."""
    assert shared.catalogue_id is not None
    teams = {team.id: team for team in whole.teams if team.id in judged}
    measures = [judged[team].history.measure for team in teams]
    stands = Counter(judged[team].verdict if judged[team].has_numbers else None for team in teams)
    if len(teams) < FEWEST_TEAMS:
        return Pooled(
            shared, len(teams), None, (), stands, None, None, None, NoFunnel.FEW_TEAMS, (), (), is_settled=False
        )
    together = _together(measures, shared)
    found = pool(access, source, {team: judged[team].history for team in teams}, shared.catalogue_id, together)
    points = _points(found)
    drawn = _drawn(access, found, points, together, locale) if any(p.denominator for p in points) else None
    rows = _rows(source.own, found, teams)
    shown = [row for row in rows if not row.is_withheld]
    counts = np.array([row.numerator for row in shown], dtype=np.float64)
    sizes = np.array([row.denominator for row in shown], dtype=np.float64)
    funnel = None
    if found.hidden is not None:  # else what all counted over the block is not to be told either
        top, bottom = (float(each.sum()) for each in found.totals)
        is_share = shared.value_kind is ValueKind.PROPORTION
        funnel = read_funnel(counts, sizes, is_share=is_share, whole=(top, bottom))
    no_funnel = _no_funnel(found, funnel)
    if funnel is not None:
        marked = dict(zip(map(id, shown), funnel.outside.tolist(), strict=True))
        rows = [_with_place(row, is_outside=marked.get(id(row), False)) for row in rows]
    return Pooled(
        shared,
        len(teams),
        drawn,
        points,
        stands,
        (found.periods[found.block][0], found.periods[found.block][-1]) if found.periods[found.block] else None,
        found.largest_share,
        None if no_funnel else funnel,
        no_funnel,
        rows,
        [row for row in rows if not row.is_withheld],
        is_settled=found.is_settled,
    )


def why_withheld(point: PooledPoint, locale: Locale) -> str:
    """Say of a period without a sum why it has none."""
    return locale.gettext("Færre enn tre team") if point.has_few_teams else locale.gettext("Holdt tilbake")


def alike(access: NetworkAccess, whole: Overview, shared: Shared) -> dict[int, Measure]:
    """Load the teams' own rows of a shared measure for which the same way is better; that of most teams is kept."""
    return same_way(measures_of(access, shared, whole.teams))


def same_way(measures: Mapping[int, Measure]) -> dict[int, Measure]:
    """Keep of the teams' own rows those for which the same way is better, as for most of them."""
    direction = _most(each.direction for each in measures.values())
    return {team: each for team, each in measures.items() if each.direction is direction}


def _together(measures: Sequence[Measure], shared: Shared) -> Measure:
    """Make the measure of all of them: no row, only how it is counted, read and written."""
    targets = {(target.value, target.low, target.high) if (target := target_of(each)) else None for each in measures}
    agreed = next(iter(targets)) if len(targets) == 1 else None
    return Measure(
        name=shared.name,
        slug="",
        unit=_most(each.unit for each in measures),
        decimals=max(each.decimals for each in measures),
        multiplier=measures[0].multiplier,
        baseline_points=_most(each.baseline_points for each in measures),
        kind=_most(each.kind for each in measures),
        value_kind=shared.value_kind,
        period_kind=shared.period_kind,
        direction=measures[0].direction,
        chart_kind=ChartKind.RUN,
        rule_set=_most(each.rule_set for each in measures),
        targets=[MeasureTarget(value=agreed[0], low=agreed[1], high=agreed[2])] if agreed else [],
    )


def _most(values: Iterable[Kind]) -> Kind:
    return Counter(values).most_common(1)[0][0]


def _points(found: Pool) -> list[PooledPoint]:
    """List the periods from the first with a sum to the last."""
    tops, bottoms = (each.tolist() for each in found.sums)
    counts = found.contributing.tolist()
    first = next((at for at, bottom in enumerate(bottoms) if not isnan(bottom)), len(bottoms))
    points = []
    for at in range(first, len(bottoms)):
        is_shown = not isnan(bottoms[at])
        points.append(
            PooledPoint(
                found.periods[at],
                tops[at] if is_shown else None,
                bottoms[at] if is_shown else None,
                counts[at],
                is_withheld=bool(counts[at]) and not is_shown,
            )
        )
    return points


def _drawn(
    access: NetworkAccess, found: Pool, points: Sequence[PooledPoint], together: Measure, locale: Locale
) -> Drawn:
    """Read and draw the sum as the product reads every measure."""
    silent = next((at for at, point in enumerate(reversed(points)) if point.teams), len(points))
    history = History(
        together,
        tuple(point.period for point in points),
        tuple(point.numerator for point in points),
        tuple(point.denominator for point in points),
        notes={
            at: Note(why_withheld(point, locale), None, "", Source.ENTRY, None, access.now)
            for at, point in enumerate(points)
            if point.is_withheld
        },
        year=Period.containing(together.period_kind, access.today).year,
        silent_periods=0 if found.is_settled else silent,
    )
    [judged] = judge([history], standards=Standards.of(access.network))
    return draw_judged(judged, locale)


def _rows(own: frozenset[int], found: Pool, teams: Mapping[int, Team]) -> list[FunnelTeam]:
    """List the teams that counted anything over the block; who may not be named is last, ordered by size."""
    tops, bottoms = (each.tolist() for each in found.totals)
    named: list[FunnelTeam] = []
    unnamed: list[FunnelTeam] = []
    for team, top, bottom in zip(found.teams, tops, bottoms, strict=True):
        if not bottom:
            continue
        is_own = found.is_settled and team in own
        is_shown = is_own or (found.hidden is not None and team not in found.hidden)
        row = FunnelTeam(
            teams.get(team) if is_own or not found.is_settled else None,
            top if is_shown else None,
            bottom if is_shown else None,
            is_outside=False,
            is_own=is_own,
        )
        (named if row.team else unnamed).append(row)
    named.sort(key=lambda row: sorting_key(row.team.name if row.team else ""))
    # By size alone: the order of the rows that are withheld must not tell which teams they are.
    return [*named, *sorted(unnamed, key=lambda row: (row.is_withheld, row.denominator or 0, row.numerator or 0))]


def _with_place(row: FunnelTeam, *, is_outside: bool) -> FunnelTeam:
    return FunnelTeam(row.team, row.numerator, row.denominator, is_outside, row.is_own)


def _no_funnel(found: Pool, funnel: FunnelReading | None) -> NoFunnel | None:
    if found.is_settled and found.hidden is None:
        return NoFunnel.WITHHELD
    if funnel is None:
        return NoFunnel.FEW_TEAMS
    if not funnel.too_unlike:
        return None
    return NoFunnel.OUTSIDE if 3 * int(funnel.outside.sum()) > len(funnel.outside) else NoFunnel.DISPERSION
