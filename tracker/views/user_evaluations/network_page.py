"""What users told users in all teams of a network: the same values for its page and for its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum

from tracker.access.network import NetworkAccess
from tracker.analysis.small_numbers import held_back
from tracker.models.programmes import ProgrammeGoal
from tracker.models.user_evaluations import EvaluationStage
from tracker.services.networks.overview import Home, homes_of
from tracker.services.programmes.goals import goals_behind
from tracker.services.user_evaluations.across import (
    TeamEvaluation,
    evaluations_in,
    readable_among,
    reads_small,
    recurring,
    teams_at_work,
    years_evaluated,
)
from tracker.services.user_evaluations.evaluations import dates_of
from tracker.text.locale import Locale
from tracker.views.bars import NamedBar
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.user_evaluations.track import TrackStep, stage_now, track_of

_FIRST = 6
"""How many teams stand in the list before somebody asks for all."""
_NOT_SAID = "–"


class EvaluationNeed(StrEnum):
    """Which teams the list holds."""

    UNASSIGNED = "unassigned"


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """What is asked of the page: a year (the newest where none is said), which teams, and whether all of them."""

    year: int | None = None
    need: EvaluationNeed | None = None
    all: bool = False


@dataclass(frozen=True, slots=True)
class EvaluationTile:
    """One large number; `value` is a dash where it is withheld."""

    value: str
    text: str
    of: int | None = None
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class EvaluatedTeam:
    """One team's evaluation in the list: how far it has come, what is due, and what became of its points."""

    name: str
    homes: str
    href: str
    steps: Sequence[TrackStep]
    stage: str
    due: str
    is_late: bool
    followed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkEvaluations:
    """All that the page shows, and all the report says."""

    year: int
    years: Sequence[tuple[int, str]]
    """The years there are, with their addresses."""
    any_at_all: bool
    tiles: Sequence[EvaluationTile]
    withheld: str
    """What a dash among the numbers means; empty where there is none."""
    again: Sequence[NamedBar]
    again_sub: str
    answered: Sequence[NamedBar]
    under: str
    rows: Sequence[EvaluatedTeam]
    number: int
    """How many the list holds, with those that are not shown yet."""
    all_href: str
    whole_href: str
    """Where the list is without its choice."""
    goals: Sequence[ProgrammeGoal]
    asked: EvaluationQuestion = field(default_factory=EvaluationQuestion)


def network_evaluations(
    access: NetworkAccess, asked: EvaluationQuestion, locale: Locale, links: Links, *, to_pass_on: bool = False
) -> NetworkEvaluations:
    """Gather the page in a number of queries that does not follow the number of teams.

    What is `to_pass_on` leaves the network: its small numbers are withheld whoever asks.
    """
    years = years_evaluated(access)
    year = asked.year or next(iter(years), access.today.year)
    found = evaluations_in(access, year)
    said = recurring(access, year)
    counts = _Counts(found, teams_at_work(access), None if reads_small(access) and not to_pass_on else said.least)
    analysed = len({each.row.team_id for each in found if _is_done(each, EvaluationStage.ANALYSIS)})
    readable = [] if to_pass_on else readable_among(access, found)
    shown = [each for each in readable if asked.need is None or each.points.unassigned]
    shown.sort(key=lambda each: not _is_late(each, access.today))
    slug, kept = access.network.slug, {"year": asked.year}
    first = shown if asked.all else shown[:_FIRST]
    homes = homes_of(access, {each.row.team_id for each in first}) if first else {}
    tiles = counts.tiles(locale)
    if readable:
        wanted = None if asked.need else EvaluationNeed.UNASSIGNED.value
        href = links.network_evaluations(slug, **kept, need=wanted)
        last = tiles[-1]
        tiles[-1] = EvaluationTile(last.value, last.text, href=href, current=asked.need is not None)
    return NetworkEvaluations(
        year=year,
        years=[(each, links.network_evaluations(slug, year=each)) for each in years],
        any_at_all=bool(years),
        tiles=tiles,
        withheld=counts.why(tiles, locale),
        again=_bars(said.findings, analysed, locale),
        again_sub=_of_analysed(analysed, said.least, locale),
        answered=_bars(said.answers, counts.teams, locale),
        under=locale.gettext("Temaer fra færre enn %(least)s team står ikke her.", least=said.least),
        rows=[_team(access, each, homes, locale, links) for each in first],
        number=len(shown),
        all_href=links.network_evaluations(slug, **kept, need=asked.need, all="1"),
        whole_href=links.network_evaluations(slug, **kept),
        goals=goals_behind(access),
        asked=asked,
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    """The five numbers; with a threshold, none that is small, nor one that leaves something small of its whole."""

    found: Sequence[TeamEvaluation]
    teams: int
    least: int | None

    def tiles(self, locale: Locale) -> list[EvaluationTile]:
        """Return the numbers with their words."""
        evaluated = len({each.row.team_id for each in self.found})
        met = len({each.row.team_id for each in self.found if _is_done(each, EvaluationStage.DIALOGUE)})
        agreed, became, unassigned = (
            sum(getattr(each.points, name) for each in self.found) for name in ("agreed", "became", "unassigned")
        )
        value = self._part(evaluated, self.teams)
        return [
            EvaluationTile(value, locale.gettext("team er med"), None if value == _NOT_SAID else self.teams),
            EvaluationTile(self._part(met, evaluated), locale.gettext("har hatt dialogmøte")),
            EvaluationTile(self._part(agreed, agreed), locale.gettext("punkter er avtalt")),
            EvaluationTile(self._part(became, agreed), locale.gettext("ble tiltak eller test")),
            EvaluationTile(self._part(unassigned, agreed), locale.gettext("punkter er uten ansvar")),
        ]

    def why(self, tiles: Sequence[EvaluationTile], locale: Locale) -> str:
        """Say why a number is not told, where one is not."""
        if all(tile.value != _NOT_SAID for tile in tiles):
            return ""
        return locale.gettext(
            "Der det står en strek, holdes tallet tilbake: det, eller det som er igjen, er under %(least)s.",
            least=self.least,
        )

    def _part(self, part: int, whole: int) -> str:
        if self.least is not None and held_back([part, whole - part], self.least):
            return _NOT_SAID
        return str(part)


def _is_done(each: TeamEvaluation, stage: EvaluationStage) -> bool:
    return dates_of(each.row, stage).done_on is not None


def _is_late(each: TeamEvaluation, today: date) -> bool:
    now = stage_now(each.row)
    return now is not None and now.due is not None and now.due < today


def _bars(found: Sequence[tuple[Enum, int]], whole: int, locale: Locale) -> list[NamedBar]:
    return [
        NamedBar(label(theme, locale), locale.ngettext("%(num)s team", "%(num)s team", number), 100 * number // whole)
        for theme, number in found
    ]


def _of_analysed(analysed: int, least: int, locale: Locale) -> str:
    if analysed < least:
        return locale.gettext("Antall team der temaet kom fram, av dem som er ferdige med analysen")
    return locale.gettext(
        "Antall team der temaet kom fram, av de %(number)s som er ferdige med analysen", number=analysed
    )


def _team(
    access: NetworkAccess, each: TeamEvaluation, homes: Mapping[int, Sequence[Home]], locale: Locale, links: Links
) -> EvaluatedTeam:
    steps, now, is_late = track_of(each.row, access.today, locale), stage_now(each.row), _is_late(each, access.today)
    points = each.points
    number = next((step.number for step in steps if step.state == "now"), len(steps))
    name = locale.gettext("Ferdig") if now is None else label(now.stage, locale)
    due = locale.gettext("Ingen frist")
    if now is None:
        due = _NOT_SAID
    elif now.due is not None:
        day = locale.day_seen_from(now.due, access.today)
        due = locale.gettext("%(stage)s %(day)s", stage=name, day=day)
        if is_late:
            due = locale.gettext("%(stage)s skulle vært ferdig %(day)s", stage=name, day=day)
    return EvaluatedTeam(
        name=each.name,
        homes=", ".join(home.name for home in homes.get(each.row.team_id, ())),
        href=links.user_evaluation(each.slug, each.row.id),
        steps=steps,
        stage=locale.gettext("%(stage)s, %(number)s av %(all)s", stage=name, number=number, all=len(steps)),
        due=due,
        is_late=is_late,
        followed=locale.gettext("%(number)s av %(all)s", number=points.followed, all=points.agreed)
        if points.agreed
        else _NOT_SAID,
    )
