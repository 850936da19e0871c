"""Members of a team: their roles, and leaving."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import TEAM_ROLES, Profession, Role
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.teams import Membership
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.leadership import lock_led_alone
from tracker.services.refusal import Refused
from tracker.services.teams.audit_words import MEMBERSHIP
from tracker.services.versions import count_version


class MemberFault(StrEnum):
    """Why a member cannot be given another role, or leave."""

    LAST_LEADER = "last_leader"
    """A team without a leader has nobody to invite the next one."""


def members(access: TeamAccess) -> list[Membership]:
    """List who is in the team, leaders first."""
    order = {role: place for place, role in enumerate(TEAM_ROLES)}
    query = select(Membership).where(Membership.team_id == access.team.id, Membership.left_on.is_(None))
    rows = db.session.scalars(query.options(selectinload(Membership.user))).all()
    return sorted(rows, key=lambda row: (order[row.role], row.user.name))


def change_membership(access: TeamAccess, membership: Membership, *, role: Role, profession: Profession) -> None:
    """Give a member another role or profession.

    Raises:
        Refused: she is the only leader.
    """
    access.require(Permission.MANAGE_TEAM)
    if role is not Role.LEADER:
        _keep_a_leader(membership)
    before = snapshot(membership, "role", "profession")
    membership.role, membership.profession = role, profession
    was, became = changes(before, snapshot(membership, "role", "profession"))
    if became:
        count_version(access, membership)
        label = membership.user.name
        note(access, Deed.CHANGED, MEMBERSHIP, membership.id, label=label, before=was, after=became)


def end_membership(access: TeamAccess, membership: Membership) -> None:
    """Let a member leave. The row stays, so what she did keeps her name; an invitation brings her back.

    Raises:
        Refused: she is the only leader.
    """
    access.require(Permission.MANAGE_TEAM)
    _keep_a_leader(membership)
    if membership.left_on is None:
        membership.left_on = access.today
        count_version(access, membership)
        note(access, Deed.REMOVED, MEMBERSHIP, membership.id, label=membership.user.name)


def _keep_a_leader(membership: Membership) -> None:
    if lock_led_alone(membership.user_id, team_id=membership.team_id):
        raise Refused(MemberFault.LAST_LEADER, "role")
