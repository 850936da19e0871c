"""Who wrote in threads, and as what: a role in the team, or what she is to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess, advised_teams
from tracker.models.accounts import Role, User
from tracker.models.base import db
from tracker.models.teams import Membership


def writers_roles(access: TeamAccess, user_ids: Collection[int]) -> Mapping[int, Role]:
    """Return as what each of these people writes to the team, in one query; who is not in it nor advises it, hosts."""
    access.require(Permission.READ)
    if not user_ids:
        return {}
    role = (
        select(Membership.role)
        .where(Membership.team_id == access.team.id, Membership.user_id == User.id)
        .order_by(Membership.left_on.is_not(None), Membership.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = select(User.id, role, advised_teams(User.id, access.team.id)).where(User.id.in_(user_ids))
    return {
        user_id: own or (Role.ADVISOR if advises else Role.HOST) for user_id, own, advises in db.session.execute(query)
    }
