"""Counts that a list of gatherings shows: one query each, however many gatherings there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import distinct, func, select

from tracker.access.team import TeamAccess
from tracker.models.base import db
from tracker.models.gatherings import Gathering, GatheringDay, Preparation, ProgrammeItem, SignUp


def signed_teams(rows: Sequence[Gathering]) -> Mapping[int, int]:
    """Count the teams that somebody has signed up for, by gathering."""
    query = select(SignUp.gathering_id, func.count(distinct(SignUp.team_id)))
    query = query.where(SignUp.gathering_id.in_([row.id for row in rows])).group_by(SignUp.gathering_id)
    return dict(db.session.execute(query).all())


def with_programme(rows: Sequence[Gathering]) -> frozenset[int]:
    """Return those gatherings that have a programme, by id."""
    query = select(GatheringDay.gathering_id).join(ProgrammeItem, ProgrammeItem.day_id == GatheringDay.id)
    return frozenset(db.session.scalars(query.where(GatheringDay.gathering_id.in_([row.id for row in rows]))))


def preparations(access: TeamAccess, rows: Sequence[Gathering]) -> Mapping[int, Preparation]:
    """Find what a team has said before each of these gatherings."""
    query = select(Preparation).where(
        Preparation.team_id == access.team.id, Preparation.gathering_id.in_([row.id for row in rows])
    )
    return {own.gathering_id: own for own in db.session.scalars(query)}


def signed_people(access: TeamAccess) -> Mapping[int, int]:
    """Count who comes for a team, by gathering."""
    query = select(SignUp.gathering_id, func.count()).where(SignUp.team_id == access.team.id)
    return dict(db.session.execute(query.group_by(SignUp.gathering_id)).all())
