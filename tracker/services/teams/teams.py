"""The team itself: its name and service, and how many are in it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import Role, User
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.teams import Membership, ServiceKind
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.teams.audit_words import TEAM
from tracker.services.teams.invitations import REPRESENTATIVES
from tracker.services.versions import count_version


def change_team(access: TeamAccess, *, name: str, service: ServiceKind) -> None:
    """Give the team another name or kind of service; its address stays."""
    access.require(Permission.MANAGE_TEAM)
    before = snapshot(access.team, "name", "service")
    access.team.name, access.team.service = name, service
    was, became = changes(before, snapshot(access.team, "name", "service"))
    if became:
        count_version(access, access.team)
        note(access, Deed.CHANGED, TEAM, access.team.id, label=name, before=was, after=became)


@dataclass(frozen=True, slots=True)
class Company:
    """How many are in a team, and who speaks for patients and next of kin (role and name)."""

    size: int
    representatives: tuple[tuple[Role, str], ...]


def company(access: TeamAccess) -> Company:
    """Return who is in the team the way its page does, in one query."""
    query = select(Membership.role, User.name).join(Membership.user)
    query = query.where(Membership.team_id == access.team.id, Membership.left_on.is_(None))
    rows = db.session.execute(query.order_by(User.name)).all()
    return Company(len(rows), tuple((role, name) for role, name in rows if role in REPRESENTATIVES))
