"""The teams a person is a member of, as plain values: what every page asks, where doors would be too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, bindparam, select

from tracker.access.held import open_places
from tracker.access.permissions import GRANTS, Permission
from tracker.models.accounts import Role, User
from tracker.models.base import db
from tracker.models.teams import Membership, Team


@dataclass(frozen=True, slots=True)
class OwnTeam:
    """A team that a person is a member of now, and that is open to her."""

    team_id: int
    slug: str
    name: str
    is_reference: bool
    membership_id: int
    role: Role
    joined_on: date

    def may(self, permission: Permission) -> bool:
        """Return whether her role in the team has a permission."""
        return permission in GRANTS[self.role]


# Asked by every page for its bell, so it is built once.
_QUERY = (
    select(Team.id, Team.slug, Team.name, Team.is_reference, Membership.id, Membership.role, Membership.joined_on)
    .join(Membership, Membership.team_id == Team.id)
    .where(Membership.user_id == bindparam("user", type_=Integer), Membership.left_on.is_(None))
    .order_by(Team.name, Team.id)
)


def own_teams(user: User) -> Sequence[OwnTeam]:
    """List the teams of a member by name, in one query; what is held stays closed, as at the team's own door."""
    places = open_places(user)
    found = [OwnTeam(*row) for row in db.session.execute(_QUERY, {"user": user.id})]
    return [team for team in found if places is None or team.team_id in places]
