"""Threads that somebody is told of: those that wait for her team, and those that were answered to her."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from tracker.access.memberships import OwnTeam
from tracker.access.people import Actor
from tracker.access.permissions import Permission
from tracker.access.reach import opened
from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.measures import Measure
from tracker.models.teams import Team
from tracker.models.threads import Thread

MOST = 50


@dataclass(frozen=True, slots=True)
class ToldThread:
    """A thread, without a word of what was said in it."""

    row_id: int
    number: int
    team_id: int
    measure: Measure | None
    """Whose chart it is about; None: it is to the team as a whole."""
    by: str
    """Who asked, or who answered."""
    at: datetime
    team: str = ""
    team_slug: str = ""


_ASKER = aliased(User)

# Asked by every page for its bell, so it is built once.
_WAITING = (
    select(Thread.id, Thread.flag, Thread.team_id, Measure, _ASKER.name, Thread.begun_at)
    .outerjoin(Measure, Measure.id == Thread.measure_id)
    .join(_ASKER, _ASKER.id == Thread.asked_by_id)
    .where(
        Thread.team_id.in_(bindparam("teams", expanding=True)),
        Thread.waits,
        Thread.asked_by_id != bindparam("reader"),
        Measure.archived_at.is_(None),
    )
    .order_by(Thread.begun_at, Thread.id)
    .limit(MOST)
)


def threads_waiting_in(teams: Sequence[OwnTeam], *, reader: User) -> Sequence[ToldThread]:
    """List the threads that wait for an answer of the teams this person works in, the oldest first, in one query."""
    working = [team.team_id for team in teams if team.may(Permission.IMPROVE)]
    if not working:
        return []
    rows = db.session.execute(_WAITING, {"teams": working, "reader": reader.id})
    return [ToldThread(*row) for row in rows]


_ANSWERED = (
    select(Thread.id, Thread.flag, Thread.team_id, Measure, User.name, Thread.answered_at, Team.name, Team.slug)
    .outerjoin(Measure, Measure.id == Thread.measure_id)
    .join(Team, Team.id == Thread.team_id)
    .join(User, User.id == Thread.answered_by_id)
    .where(
        Thread.asked_by_id == bindparam("asker"),
        Thread.answered_at >= bindparam("since"),
        Thread.answered_by_id != bindparam("asker"),
        Measure.archived_at.is_(None),
    )
    .order_by(Thread.answered_at.desc(), Thread.id.desc())
    .limit(MOST)
)


def threads_answered_to(actor: Actor, *, since: datetime) -> Sequence[ToldThread]:
    """List the threads in which this person asked and the team has answered, the newest first.

    Only of teams whose door is open to her still, which is asked where there is an answer: most pages ask once.
    """
    found = [
        ToldThread(row_id, number, team_id, measure, by, at, team, slug)
        for row_id, number, team_id, measure, by, at, team, slug in db.session.execute(
            _ANSWERED, {"asker": actor.user.id, "since": since}
        )
        if at is not None
    ]
    doors = opened(actor.user, {each.team_id for each in found})
    return [each for each in found if each.team_id in doors]
