"""Who takes over as leader when the office closes the account of a team's only one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from tracker.access.office import OfficeAccess
from tracker.access.permissions import Permission
from tracker.models.accounts import Role, User
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.teams import Membership, Team
from tracker.services.audit.log import note, snapshot
from tracker.services.leadership import led_alone, lock_led_alone
from tracker.services.teams.audit_words import MEMBERSHIP
from tracker.services.versions import count_version


@dataclass(frozen=True, slots=True)
class Heir:
    """A member who could lead a team, by her membership."""

    membership_id: int
    name: str
    team: str


def heirs(access: OfficeAccess, user: User) -> list[Heir]:
    """List who could take over the teams that this person alone leads: their members with an open account."""
    access.require(Permission.OFFICE)
    teams = {team.id: team.name for team in led_alone(user.id)}
    query = _members_of(teams).join(Team, Team.id == Membership.team_id)
    rows = db.session.scalars(query.order_by(Team.name, User.name)) if teams else ()
    return [Heir(row.id, row.user.name, teams[row.team_id]) for row in rows]


def appoint(access: OfficeAccess, user: User, membership_ids: Collection[int]) -> None:
    """Make these members leaders of the teams that this person alone leads, with a line in each team's trail."""
    access.require(Permission.OFFICE)
    teams = [team.id for team in lock_led_alone(user.id)]
    for row in db.session.scalars(_members_of(teams).where(Membership.id.in_(membership_ids))).all():
        before = snapshot(row, "role")
        row.role = Role.LEADER
        count_version(access, row)
        after, name = snapshot(row, "role"), row.user.name
        note(access, Deed.CHANGED, MEMBERSHIP, row.id, team_id=row.team_id, label=name, before=before, after=after)


def _members_of(teams: Collection[int]) -> Select[Membership]:
    query = select(Membership).join(Membership.user).options(joinedload(Membership.user, innerjoin=True))
    return query.where(
        Membership.team_id.in_(teams), Membership.role == Role.MEMBER, Membership.left_on.is_(None), User.is_active
    )
