"""Lifted barriers that somebody is told of: asked once for all that the bell says of them, without a word of any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date, Integer, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from tracker.access.held import open_places, roles_open_among
from tracker.access.memberships import OwnTeam
from tracker.access.people import Actor
from tracker.access.permissions import Permission
from tracker.models.accounts import Role, User
from tracker.models.barriers import Barrier, BarrierKind, BarrierLift, LeaderAnswer, LiftState
from tracker.models.base import db
from tracker.models.organisations import Organisation
from tracker.models.teams import Team
from tracker.services.barriers.lifting import awaits_answer, can_be_answered, is_promise_due

MOST = 50


@dataclass(frozen=True, slots=True)
class ToldLift:
    """A lifted barrier that a person is told of: its kind, whose, and where it stands."""

    row_id: int
    news_id: int | None
    """The newest answer."""
    team_id: int
    team: str
    team_slug: str
    organisation: str
    """The organisation's name in addresses."""
    kind: BarrierKind
    state: LiftState
    due: date
    by: str
    """Who lifted it."""
    leader: str
    answered_at: datetime | None
    is_to_me: bool


_BY, _LEADER = aliased(User), aliased(User)
_READER, _TODAY = bindparam("reader", type_=Integer), bindparam("today", type_=Date)
_TO_ME = and_(BarrierLift.to_id == _READER, can_be_answered())
_PROMISE_IS_DUE = is_promise_due(_TODAY)

# Asked by every page for its bell, so it is built once.
_TOLD = (
    select(
        BarrierLift.id,
        select(func.max(LeaderAnswer.id)).where(LeaderAnswer.lift_id == BarrierLift.id).scalar_subquery(),
        Team.id,
        Team.name,
        Team.slug,
        Organisation.slug,
        Barrier.kind,
        BarrierLift.state,
        BarrierLift.due,
        _BY.name,
        _LEADER.name,
        BarrierLift.answered_at,
        _TO_ME,
    )
    .join(Barrier, Barrier.id == BarrierLift.barrier_id)
    .join(Team, Team.id == BarrierLift.team_id)
    .join(Organisation, Organisation.id == BarrierLift.organisation_id)
    .join(_BY, _BY.id == BarrierLift.by_id)
    .join(_LEADER, _LEADER.id == BarrierLift.to_id)
    .where(
        BarrierLift.ended_at.is_(None),
        or_(
            and_(_TO_ME, or_(awaits_answer(_TODAY), _PROMISE_IS_DUE)),
            and_(
                BarrierLift.team_id.in_(bindparam("working", expanding=True)),
                _PROMISE_IS_DUE,
            ),
            and_(
                BarrierLift.team_id.in_(bindparam("reading", expanding=True)),
                BarrierLift.answered_at >= bindparam("since"),
            ),
        ),
    )
    .order_by(BarrierLift.due, BarrierLift.id)
    .limit(MOST)
)


def lifts_told(actor: Actor, teams: Sequence[OwnTeam], *, since: datetime) -> Sequence[ToldLift]:
    """List the lifted barriers this person is told of, what is due first on top, in one query.

    A leader of what waits for her and of promises that are due; a team of the same promises, and of answers.
    """
    leads = roles_open_among(frozenset({Role.ORGANISATION_LEADER}), open_places(actor.user), teams=())
    rows = db.session.execute(
        _TOLD,
        {
            "reader": actor.user.id if leads else 0,
            "today": actor.today,
            "working": [team.team_id for team in teams if team.may(Permission.IMPROVE)],
            "reading": [team.team_id for team in teams if team.may(Permission.READ_BARRIERS)],
            "since": since,
        },
    )
    return [ToldLift(*row) for row in rows]
