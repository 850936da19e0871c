"""The big screen of a gathering as slides, and the host's phone that steers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tracker.access.network import NetworkAccess
from tracker.access.team_code import show_code
from tracker.charts.draw import svg
from tracker.charts.draw.canvas import Size
from tracker.models.gatherings import Gathering, ScreenStage
from tracker.models.teams import Team
from tracker.services.gatherings.managed import named_at
from tracker.services.gatherings.screen import (
    HELP_MINUTES,
    Clock,
    Presenter,
    asking,
    clock_of,
    minutes_each,
    presenters,
    presenting,
    screen_code_of,
)
from tracker.services.gatherings.tables import tables_of
from tracker.services.measurements.flags import FlagSubject, TeamFlag, work_flags_of
from tracker.services.measurements.history import histories
from tracker.services.networks.standards import Standards
from tracker.text.locale import Locale
from tracker.views.gatherings import words
from tracker.views.gatherings.bring import proposed
from tracker.views.gatherings.head import GatheringHead, head_of
from tracker.views.measures.reading import Drawn, draw, flag_kind

SIZE = Size(660, 308, left=52, right=112, top=36, bottom=42, last=46)
"""Drawn some 1.7 times as large on a screen of 1920 by 1080: its text is 24 px."""
AT_ONCE = 50
"""Teams whose slides one page holds: every samling we know of. Of more there are several pages, in the same order."""
FLAGS_TOLD = 4
"""Flags that are told in words beside the chart: the latest interventions, so that the room reads them."""


@dataclass(frozen=True, slots=True)
class ToldFlag:
    """A flag of the chart in words."""

    number: int
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class ScreenMeasure:
    """One measure of a team, as the room sees it."""

    drawn: Drawn
    chart: Markup
    says: str
    how_sure: str
    flags: Sequence[ToldFlag]


@dataclass(frozen=True, slots=True)
class ScreenTeam:
    """A team's slide."""

    team: Team
    place: str
    measures: Sequence[ScreenMeasure]
    learned: str
    help_wanted: str


@dataclass(frozen=True, slots=True)
class ScreenTable:
    """A table for help on the last slide."""

    title: str
    asks: str
    managed: str
    """The teams that have managed it and said yes to being named."""


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """The slides of a gathering: the page holds them all, so that it goes on without network.

    Of more than `AT_ONCE` teams it holds those round the one that is asked for, else round the one that is on.
    """

    top: GatheringHead
    where: str
    is_drawn: bool
    names: Sequence[Team]
    """All teams that show, in their order."""
    first: int
    """The place of the first slide's team among them, from 0."""
    teams: Sequence[ScreenTeam]
    away: Sequence[Team]
    minutes: int
    tables: Sequence[ScreenTable]
    asked: int
    help_minutes: int
    clock: Clock
    at: int | None
    """The team whose slide is asked for, where it is here."""


@dataclass(frozen=True, slots=True)
class RemotePage:
    """What the host's phone shows of the screen."""

    top: GatheringHead
    teams: Sequence[Team]
    away: Sequence[Team]
    minutes: int
    help_minutes: int
    clock: Clock
    at: int
    """Which of the teams is on; 0 at the title, one past the last at the end."""
    left: str
    code: str
    """What opens the screen today on another machine; empty where no code was made."""


def screen_page(access: NetworkAccess, row: Gathering, locale: Locale, *, at: int | None = None) -> ScreenPage:
    """Gather the slides, in the same queries for any number of teams and measures; those round the team `at`."""
    here, away = presenting(access, row)
    clock = clock_of(access, row.id)
    places = {team.id: place for place, team in enumerate(here)}
    asked = at if at in places else None
    place = places.get(asked or clock.team_id or 0, 0)
    first = place - place % AT_ONCE
    help_wanted = asking(row, here)
    return ScreenPage(
        head_of(access, row, locale),
        ", ".join(part for part in (row.place, words.short_when(row, locale)) if part),
        row.drawn_at is not None,
        here,
        first,
        _teams(access, presenters(row, here[first : first + AT_ONCE]), locale),
        away,
        minutes_each(row),
        _tables(row, help_wanted, locale),
        len(help_wanted),
        HELP_MINUTES,
        clock,
        asked,
    )


def remote_page(access: NetworkAccess, row: Gathering, locale: Locale) -> RemotePage:
    """Say what the screen shows, and what comes."""
    here, away = presenting(access, row)
    clock, each = clock_of(access, row.id), minutes_each(row)
    at = 0 if clock.stage is ScreenStage.TITLE else len(here) + 1
    at = next((place for place, team in enumerate(here, start=1) if team.id == clock.team_id), at)
    whole = HELP_MINUTES if clock.stage is ScreenStage.END else each
    left = "" if clock.elapsed is None else clock_text((whole + clock.added) * 60 - clock.elapsed, locale)
    code = screen_code_of(access, row)
    return RemotePage(
        head_of(access, row, locale),
        here,
        away,
        each,
        HELP_MINUTES,
        clock,
        at,
        left,
        show_code(code.code) if code else "",
    )


def clock_text(seconds: int, locale: Locale) -> str:
    """Write minutes and seconds that are left, or with a plus those that are over: "3.42", "+0.18"."""
    minutes, rest = divmod(abs(seconds), 60)
    said = locale.gettext("%(minutes)s.%(seconds)s", minutes=minutes, seconds=f"{rest:02d}")
    return f"+{said}" if seconds < 0 else said


def _teams(access: NetworkAccess, told: Sequence[Presenter], locale: Locale) -> list[ScreenTeam]:
    network = access.network
    measures = [measure for each in told for measure in each.measures]
    flags = work_flags_of(access, [each.team.id for each in told])
    drawn = draw(
        histories(measures, today=access.today, words=False),
        locale,
        flags=flags,
        standards=Standards.of(network),
    )
    by_id = {each.measure.id: each for each in drawn}
    return [_team(each, by_id, flags, locale) for each in told]


def _team(each: Presenter, by_id: Mapping[int, Drawn], flags: Sequence[TeamFlag], locale: Locale) -> ScreenTeam:
    own = [by_id[measure.id] for measure in each.measures]
    if not each.has_chosen:
        ids = proposed(own)
        with_numbers = [one for one in own if one.last is not None]
        own = [by_id[measure_id] for measure_id in ids] or with_numbers[:1]
    return ScreenTeam(
        each.team,
        ", ".join(organisation.name for organisation in each.team.organisations),
        [_measure(one, flags, locale) for one in own],
        each.learned,
        each.help_wanted,
    )


def _measure(drawn: Drawn, flags: Sequence[TeamFlag], locale: Locale) -> ScreenMeasure:
    says, *more = drawn.sentences
    on_chart = [flag for flag in flags if flag.stands_on((drawn.measure.id,))]
    done = [flag for flag in on_chart if flag.subject is FlagSubject.INTERVENTION][-FLAGS_TOLD:]
    return ScreenMeasure(
        drawn,
        svg.run_chart(drawn.reading, drawn.plot, locale, chart_id=f"s{drawn.measure.id}", size=SIZE),
        says,
        " ".join(more),
        [ToldFlag(flag.number, flag_kind(flag).value, flag.title) for flag in done],
    )


def _tables(row: Gathering, wanted: Sequence[tuple[Team, int | None]], locale: Locale) -> list[ScreenTable]:
    """Gather who asks at each table; those that sit at none stand last."""
    at_table: dict[int | None, list[str]] = {}
    for team, table_id in wanted:
        at_table.setdefault(table_id, []).append(team.name)
    named = named_at(row)
    found = [
        ScreenTable(
            table.title,
            ", ".join(at_table.get(table.id, ())),
            ", ".join(named.get(table.id, ())),
        )
        for table in tables_of(row)
    ]
    loose = ", ".join(at_table.get(None, ()))
    return [*found, *([ScreenTable(locale.gettext("Andre spørsmål"), loose, "")] if loose else [])]
