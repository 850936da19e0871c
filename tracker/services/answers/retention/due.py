"""Which answers are due to go. A dry run, the run and the control after it all ask by these conditions alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, distinct, func, or_, select

from tracker.analysis.periods import months_from
from tracker.models.answers import Answer, AnswerState, TellingAnswer
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.teams import Team
from tracker.services.answers.retention.rule import REJECTED_DAYS, USUAL, KeepingTimes
from tracker.services.answers.words import is_public


@dataclass(frozen=True, slots=True)
class DueTeam:
    """What goes from one team, and what stays there."""

    name: str
    goes: int
    stays: int


@dataclass(frozen=True, slots=True)
class DueWhole:
    """What goes from a network: how many answers, from which weeks, and where they stand."""

    count: int
    first_week: date | None
    last_week: date | None
    on_walls: int
    public: int
    told: int
    """In how many places what was done stays, without the answer it belongs to."""
    teams: tuple[DueTeam, ...]


def is_due(network_id: int, times: KeepingTimes, *, today: date) -> ColumnElement[bool]:
    """Return the condition on `Answer` that it goes by a network's rule on a day.

    A team that takes part in several networks follows each one's rule, so the shortest time holds; one that has left
    follows the network it left.
    """
    took_part = select(NetworkTeam.team_id).where(NetworkTeam.network_id == network_id)
    return and_(Answer.team_id.in_(took_part), _is_old(times, today=today))


def is_due_outside(*, today: date) -> ColumnElement[bool]:
    """Return the condition that an answer goes of a team that never was in a network: by the usual times."""
    return and_(Answer.team_id.not_in(select(NetworkTeam.team_id)), _is_old(USUAL, today=today))


def is_rejected_long_ago(*, now: datetime) -> ColumnElement[bool]:
    """Return the condition that an answer was rejected so long ago that nobody takes it back: it goes any day."""
    return and_(Answer.state == AnswerState.REJECTED, Answer.reviewed_at < now - timedelta(days=REJECTED_DAYS))


def count_due(due: SQLColumnExpression[bool]) -> int:
    """Count the answers that are due."""
    return db.session.scalar(select(func.count(Answer.id)).where(due)) or 0


def due_ids(due: SQLColumnExpression[bool]) -> list[int]:
    """List the ids of the answers that are due."""
    return list(db.session.scalars(select(Answer.id).where(due).order_by(Answer.id)))


def teams_due(due: SQLColumnExpression[bool]) -> Mapping[int, int]:
    """Return how many are due in each team that has any."""
    counted = select(Answer.team_id, func.count(Answer.id)).where(due).group_by(Answer.team_id)
    return {team_id: int(count) for team_id, count in db.session.execute(counted)}


def due_whole(network_id: int, due: SQLColumnExpression[bool], *, now: datetime) -> DueWhole:
    """Return what goes from a network, in three queries."""
    approved = Answer.state == AnswerState.APPROVED
    numbers = select(
        func.count(Answer.id),
        func.min(Answer.week),
        func.max(Answer.week),
        func.count(Answer.id).filter(approved),
        func.count(Answer.id).filter(*is_public(now)),
    )
    count, first, last, on_walls, public = db.session.execute(numbers.where(due)).one()
    return DueWhole(
        count=count,
        first_week=first,
        last_week=last,
        on_walls=on_walls,
        public=public,
        told=_tellings_of(due),
        teams=_by_team(network_id, due),
    )


def _is_old(times: KeepingTimes, *, today: date) -> ColumnElement[bool]:
    return or_(
        and_(Answer.state == AnswerState.APPROVED, Answer.sent_on < months_from(today, -times.months)),
        and_(Answer.state == AnswerState.WAITING, Answer.sent_on < months_from(today, -times.unread_months)),
    )


def _tellings_of(due: SQLColumnExpression[bool]) -> int:
    counted = select(func.count(distinct(TellingAnswer.telling_id)))
    return db.session.scalar(counted.where(TellingAnswer.answer_id.in_(select(Answer.id).where(due)))) or 0


def _by_team(network_id: int, due: SQLColumnExpression[bool]) -> tuple[DueTeam, ...]:
    goes = func.count(Answer.id).filter(due)
    counted = (
        select(Team.name, goes, func.count(Answer.id) - goes)
        .join(Answer, Answer.team_id == Team.id)
        .where(Team.id.in_(select(NetworkTeam.team_id).where(NetworkTeam.network_id == network_id)))
        .group_by(Team.id, Team.name)
        .order_by(Team.name)
    )
    return tuple(DueTeam(*row) for row in db.session.execute(counted))
