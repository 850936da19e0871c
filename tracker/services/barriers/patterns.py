"""The same barrier in several places: by kind, as numbers of teams and barriers, without a word of any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, case, func, or_, select

from tracker.access.network import NetworkAccess
from tracker.access.organisation import OrganisationAccess
from tracker.access.permissions import Permission
from tracker.models.barriers import Barrier, BarrierKind, BarrierLift, LiftState
from tracker.models.base import db
from tracker.models.teams import Team
from tracker.services.barriers.lifting import can_be_answered
from tracker.services.networks.at_work import ids_at_work

HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many barriers of a kind there are, in how many teams, and how many are lifted and answered."""

    kind: BarrierKind
    barriers: int
    teams: int
    lifted: int
    answered: int


@dataclass(frozen=True, slots=True)
class LiftedKind:
    """What the host may know of a lifted barrier: whose, what kind, and where it stands. Never its text."""

    team: str
    kind: BarrierKind
    state: LiftState
    due: date
    has_leader: bool


def kinds_in_organisation(access: OrganisationAccess) -> Sequence[KindCount]:
    """Count by kind over the organisation's teams, in one query."""
    access.require(Permission.READ_LIFTED)
    return _counts(access.team_ids(), access.today)


def teams_in_organisation(access: OrganisationAccess) -> int:
    """Count the organisation's teams."""
    access.require(Permission.READ_LIFTED)
    return db.session.scalar(select(func.count()).select_from(access.team_ids().subquery())) or 0


def kinds_in_network(access: NetworkAccess) -> Sequence[KindCount]:
    """Count by kind over the network's teams, in one query."""
    access.require(Permission.MANAGE_NETWORK)
    return _counts(ids_at_work(access.network.id), access.today)


def lifted_in_network(access: NetworkAccess) -> Sequence[LiftedKind]:
    """List what is lifted in the network's teams and holds, in one query: what has no leader, then by team's name."""
    access.require(Permission.MANAGE_NETWORK)
    query = (
        select(
            Team.name,
            Barrier.kind,
            BarrierLift.state,
            BarrierLift.due,
            can_be_answered(),
        )
        .join(Barrier, Barrier.id == BarrierLift.barrier_id)
        .join(Team, Team.id == BarrierLift.team_id)
        .where(BarrierLift.team_id.in_(ids_at_work(access.network.id)), BarrierLift.ended_at.is_(None))
        .order_by(Team.name, BarrierLift.id)
    )
    found = [LiftedKind(*row) for row in db.session.execute(query)]
    return sorted(found, key=lambda each: each.has_leader)


def _counts(teams: Select[int], today: date) -> Sequence[KindCount]:
    """Count what is in the way now, or was written down in the last half year; the most frequent kind first."""
    is_lifted = BarrierLift.id.is_not(None)
    is_answered = BarrierLift.answered_at.is_not(None)
    number = func.count(Barrier.id)
    query = (
        select(
            Barrier.kind,
            number,
            func.count(Barrier.team_id.distinct()),
            func.sum(case((is_lifted, 1), else_=0)),
            func.sum(case((is_answered, 1), else_=0)),
        )
        .outerjoin(BarrierLift, (BarrierLift.barrier_id == Barrier.id) & BarrierLift.ended_at.is_(None))
        .where(Barrier.team_id.in_(teams), or_(Barrier.gone_on.is_(None), Barrier.since >= today - HALF_A_YEAR))
        .group_by(Barrier.kind)
        .order_by(number.desc(), Barrier.kind)
    )
    return [KindCount(*row) for row in db.session.execute(query)]
