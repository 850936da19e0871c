"""Whose score a reader sees: each side's is hidden from all others until both have set theirs, or the month is over.

So neither leans on the other's. Who stands on neither side waits as well: what she read she could tell.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import TEAM_ROLES, Role
from tracker.models.base import db
from tracker.models.progress import Progress, ProgressSide
from tracker.services.audit.registry import withhold
from tracker.services.progress.audit_words import PROGRESS


def month_of(day: date) -> date:
    """Return the first day of the month a day is in."""
    return day.replace(day=1)


def own_side(access: TeamAccess) -> ProgressSide | None:
    """Return the side a person stands on: the team's for all in it, a host of the network too; None for a reader."""
    if access.roles.intersection(TEAM_ROLES):
        return ProgressSide.TEAM
    return ProgressSide.HOST if Role.HOST in access.roles else None


def scored_side(access: TeamAccess) -> ProgressSide | None:
    """Return the side a person may set the score of: representatives leave it to their team's leader and members."""
    side = own_side(access)
    if not access.may(Permission.SCORE) or access.team.is_reference:
        return None
    if side is ProgressSide.TEAM and not access.roles & {Role.LEADER, Role.MEMBER}:
        return None
    return side


def is_open(month: date, sides: Collection[ProgressSide], today: date) -> bool:
    """Return whether all may see a month's scores: it is over, or both sides have set theirs."""
    return month < month_of(today) or len(set(sides)) == len(ProgressSide)


def withheld(access: TeamAccess, row_ids: Collection[int]) -> frozenset[int]:
    """Return which of the team's rows this reader may not see the content of yet, in one query."""
    both = (
        select(func.count())
        .select_from(sides := Progress.__table__.alias())
        .where(sides.c.team_id == Progress.team_id, sides.c.month == Progress.month)
        .scalar_subquery()
    )
    query = select(Progress.id).where(
        Progress.team_id == access.team.id,
        Progress.id.in_(row_ids),
        Progress.month >= month_of(access.today),
        both < len(ProgressSide),
    )
    if (side := own_side(access)) is not None:
        query = query.where(Progress.side != side)
    return frozenset(db.session.scalars(query))


withhold(PROGRESS, withheld)
