"""The big screen of a gathering: whose turn it is, how the clock goes, and the deeds that both screen and phone do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tracker.access.network import NetworkAccess
from tracker.access.people import OSLO, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team_code import draw_code
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.gatherings import (
    AttendanceState,
    ChosenMeasure,
    Gathering,
    ItemKind,
    Preparation,
    ScreenCode,
    ScreenStage,
    ScreenState,
    TeamTurn,
)
from tracker.models.measures import Measure
from tracker.models.teams import Team
from tracker.services.audit.log import note
from tracker.services.gatherings.afterwards import attendance_of
from tracker.services.gatherings.audit_words import GATHERING
from tracker.services.gatherings.gatherings import days_of, require_here, teams_at_work
from tracker.services.gatherings.programme import turns_of
from tracker.services.versions import count_version, hold_version

MINUTES_EACH = 5
"""How long a team has where the programme does not say."""
HELP_MINUTES = 25
"""How long the teams talk at the tables."""


class ScreenDeed(StrEnum):
    """What a host does to the screen while it runs."""

    SHOW = "show"
    PAUSE = "pause"
    GO_ON = "go_on"
    MINUTE = "minute"
    START = "start"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Clock:
    """What the screen shows at a moment, and how its clock goes. Told to every screen that asks."""

    stage: ScreenStage
    team_id: int | None
    elapsed: int | None
    """Seconds since it began, pauses left out; None where no clock goes."""
    paused: bool
    added: int
    """Minutes that were given beside the team's own."""
    steps: int

    @property
    def slide(self) -> str:
        """What the slide is called in the page: title, end, or the team's id."""
        return str(self.team_id) if self.stage is ScreenStage.TEAM else self.stage.value


AT_THE_START = Clock(ScreenStage.TITLE, None, None, paused=False, added=0, steps=0)


@dataclass(frozen=True, slots=True)
class Presenter:
    """A team that shows at a gathering: what it brings, and what it said before."""

    team: Team
    measures: Sequence[Measure]
    """Those it chose in its order, where it has; else all of its own."""
    has_chosen: bool
    learned: str
    help_wanted: str
    help_table_id: int | None


def presenting(access: NetworkAccess, row: Gathering) -> tuple[list[Team], list[Team]]:
    """Return the teams that show, in the order drawn by lot, and those that did not come.

    Who joined after the lots were drawn shows last.
    """
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    turns, came = turns_of(row.id), attendance_of(access, row)
    teams = sorted(
        teams_at_work(access),
        key=lambda team: (turns.get(team.id, len(turns) + 1), team.name),
    )
    away = {team_id for team_id, each in came.items() if each.state is not AttendanceState.PRESENT}
    return [team for team in teams if team.id not in away], [team for team in teams if team.id in away]


def presenters(row: Gathering, teams: Sequence[Team]) -> list[Presenter]:
    """Gather what these teams bring, in four queries for any number of them."""
    ids = [team.id for team in teams]
    said = {
        own.team_id: own
        for own in db.session.scalars(
            select(Preparation).where(Preparation.gathering_id == row.id, Preparation.team_id.in_(ids))
        )
    }
    chosen: dict[int, list[int]] = {team_id: [] for team_id in ids}
    query = select(ChosenMeasure.team_id, ChosenMeasure.measure_id)
    query = query.where(ChosenMeasure.gathering_id == row.id, ChosenMeasure.team_id.in_(ids))
    for team_id, measure_id in db.session.execute(query.order_by(ChosenMeasure.position)):
        chosen[team_id].append(measure_id)
    rows = select(Measure).where(Measure.team_id.in_(ids), Measure.archived_at.is_(None))
    own_measures: dict[int, list[Measure]] = {team_id: [] for team_id in ids}
    for measure in db.session.scalars(
        rows.order_by(Measure.position, Measure.id).options(selectinload(Measure.targets))
    ):
        own_measures[measure.team_id].append(measure)
    return [_presenter(team, said.get(team.id), own_measures[team.id], chosen[team.id]) for team in teams]


def asking(row: Gathering, teams: Sequence[Team]) -> list[tuple[Team, int | None]]:
    """List which of these teams want help, in the same order, each with the id of the table it sits at."""
    query = select(Preparation.team_id, Preparation.help_table_id)
    query = query.where(Preparation.gathering_id == row.id, Preparation.help != "")
    seats = dict(db.session.execute(query).all())
    return [(team, seats[team.id]) for team in teams if team.id in seats]


def _presenter(team: Team, own: Preparation | None, measures: Sequence[Measure], chosen: Sequence[int]) -> Presenter:
    if own is None:
        return Presenter(team, measures, has_chosen=False, learned="", help_wanted="", help_table_id=None)
    if own.has_chosen:
        by_id = {measure.id: measure for measure in measures}
        measures = [by_id[measure_id] for measure_id in chosen if measure_id in by_id]
    return Presenter(team, measures, own.has_chosen, own.learned, own.help, own.help_table_id)


def minutes_each(row: Gathering) -> int:
    """Return how long each team has, as the programme says."""
    items = (item for day in days_of(row) for item in day.items)
    return next(
        (item.minutes_each for item in items if item.kind is ItemKind.TEAMS and item.minutes_each), MINUTES_EACH
    )


def clock_of(access: NetworkAccess, gathering_id: int) -> Clock:
    """Return what the screen shows now, in one query: a screen asks each second.

    Raises:
        NotFoundError: the network has no such gathering.
    """
    access.require(Permission.MANAGE_NETWORK)
    query = select(Gathering.id, ScreenState).outerjoin(ScreenState, ScreenState.gathering_id == Gathering.id)
    found = db.session.execute(
        query.where(Gathering.id == gathering_id, Gathering.network_id == access.network.id)
    ).one_or_none()
    if found is None:
        raise NotFoundError(gathering_id)
    state = found[1]
    return AT_THE_START if state is None else _told(state, access.now)


def steer(access: NetworkAccess, row: Gathering, deed: ScreenDeed, to: str = "") -> None:
    """Do one deed: show a slide, stop the clock, let it go on, give a minute, or send a team last.

    `to` is the slide or the team. What is so already stays so: screen and phone may both say it.

    Raises:
        NotFoundError: the team does not show here.
    """
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    hold_version(row)
    state = db.session.scalar(select(ScreenState).where(ScreenState.gathering_id == row.id))
    if state is None:
        state = ScreenState(gathering_id=row.id, stage=ScreenStage.TITLE, added_minutes=0, steps=0)
        db.session.add(state)
    match deed:
        case ScreenDeed.SHOW:
            _show(access, row, state, to)
        case ScreenDeed.LAST:
            _send_last(access, row, to)
        case ScreenDeed.START if state.stage is ScreenStage.END and state.started_at is None:
            state.started_at = access.now
        case ScreenDeed.MINUTE if state.started_at is not None:
            state.added_minutes += 1
        case ScreenDeed.PAUSE if state.started_at is not None and state.paused_at is None:
            state.paused_at = access.now
        case ScreenDeed.GO_ON if state.started_at is not None and state.paused_at is not None:
            state.started_at += access.now - state.paused_at
            state.paused_at = None
    state.steps += 1
    db.session.flush()


def screen_code_of(access: NetworkAccess, row: Gathering) -> ScreenCode | None:
    """Find the code that opens the screen today, where one was made."""
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    return db.session.scalar(select(ScreenCode).where(ScreenCode.gathering_id == row.id, ScreenCode.until > access.now))


def make_screen_code(access: NetworkAccess, row: Gathering) -> ScreenCode:
    """Make the code that opens the screen until the day ends; the one before it ends at once."""
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    hold_version(row)
    made = db.session.scalar(select(ScreenCode).where(ScreenCode.gathering_id == row.id))
    if made is None:
        made = ScreenCode(gathering_id=row.id)
        db.session.add(made)
    made.code, made.made_by_id, made.made_at = draw_code(), access.user.id, access.now
    made.until = datetime.combine(access.today + timedelta(days=1), time(), OSLO).astimezone(UTC)
    db.session.flush()
    note(access, Deed.CHANGED, GATHERING, row.id, label=row.title, after={"screen_code": True})
    return made


def _show(access: NetworkAccess, row: Gathering, state: ScreenState, to: str) -> None:
    """Show a slide; a team's clock begins with it. The slide that is on goes on as it was."""
    stage = ScreenStage(to) if to in {ScreenStage.TITLE, ScreenStage.END} else ScreenStage.TEAM
    team_id = _shown(presenting(access, row)[0], to) if stage is ScreenStage.TEAM else None
    if (state.stage, state.team_id) == (stage, team_id):
        return
    state.stage, state.team_id, state.paused_at, state.added_minutes = stage, team_id, None, 0
    state.started_at = access.now if stage is ScreenStage.TEAM else None


def _shown(here: Sequence[Team], to: str) -> int:
    """Return the id of the team that is meant, of those that show here."""
    found = next((team.id for team in here if str(team.id) == to), None)
    if found is None:
        raise NotFoundError(to)
    return found


def _send_last(access: NetworkAccess, row: Gathering, to: str) -> None:
    """Let a team show after all the others that are here. Where no lots were drawn, the order is written down so."""
    here, away = presenting(access, row)
    team_id = _shown(here, to)
    ids = [team.id for team in here if team.id != team_id] + [team_id]
    if ids == [team.id for team in here]:
        return
    query = select(TeamTurn).where(TeamTurn.gathering_id == row.id)
    turns = {turn.team_id: turn for turn in db.session.scalars(query)}
    for place, each in enumerate([*ids, *(team.id for team in away)], start=1):
        if each in turns:
            turns[each].position = place
        else:
            db.session.add(TeamTurn(gathering_id=row.id, team_id=each, position=place))
    count_version(access, row)
    note(access, Deed.CHANGED, GATHERING, row.id, label=row.title, after={"sent_last": team_id})


def _told(state: ScreenState, now: datetime) -> Clock:
    elapsed = None
    if state.started_at is not None:
        elapsed = max(0, int(((state.paused_at or now) - state.started_at).total_seconds()))
    stage = state.stage
    if stage is ScreenStage.TEAM and state.team_id is None:  # the team is gone since
        stage, elapsed = ScreenStage.TITLE, None
    return Clock(
        stage, state.team_id, elapsed, paused=state.paused_at is not None, added=state.added_minutes, steps=state.steps
    )
