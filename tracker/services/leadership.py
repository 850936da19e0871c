"""Who leads a team, and that it keeps a leader: whoever takes one away asks here first, under the team's lock.

A leader steps down, is taken out of the team, or has her account closed by the office. Two who do that to each other at
the same moment come one after the other: the second finds that the first has left nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Exists, Select, bindparam, exists, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from tracker.models.accounts import Role, User
from tracker.models.base import db
from tracker.models.teams import Membership, Team

_LEADING = (
    select(Membership.team_id)
    .join(User, User.id == Membership.user_id)
    .where(Membership.role == Role.LEADER, Membership.left_on.is_(None), User.is_active)
    .order_by(Membership.joined_on, Membership.id)
)
_NAMES = _LEADING.add_columns(User.name).where(Membership.team_id.in_(bindparam("teams", expanding=True)))
AnId = int | InstrumentedAttribute[int]
"""The id of a row, or a column of ids."""


def led(team_id: AnId, *, but_for: AnId | None = None) -> Exists:
    """Return the SQL condition: somebody with an open account leads this team; `but_for` is a person not counted."""
    return _held_by(Role.LEADER, team_id, but_for)


def can_be_led(team_id: AnId, *, but_for: AnId | None = None) -> Exists:
    """Return the SQL condition: the team has a member with an open account, who could become its leader."""
    return _held_by(Role.MEMBER, team_id, but_for)


def _held_by(role: Role, team_id: AnId, but_for: AnId | None) -> Exists:
    holder, person = aliased(Membership), aliased(User)
    condition = exists().where(
        holder.team_id == team_id,
        holder.role == role,
        holder.left_on.is_(None),
        person.id == holder.user_id,
        person.is_active,
    )
    return condition if but_for is None else condition.where(holder.user_id != but_for)


def leaders_of(team_ids: Collection[int] | Select[int]) -> Mapping[int, Sequence[User]]:
    """Return who leads each of these teams with an open account, by team id, in one query; who came first stands first.

    A team without a leader has nobody.
    """
    found: dict[int, list[User]] = defaultdict(list)
    for team_id, user in db.session.execute(_LEADING.add_columns(User).where(Membership.team_id.in_(team_ids))):
        found[team_id].append(user)
    return found


def leader_names(team_ids: Collection[int]) -> Mapping[int, str]:
    """Return by team id the name of the leader who came first; a team that nobody leads is not there."""
    found: dict[int, str] = {}
    for team_id, name in db.session.execute(_NAMES, {"teams": team_ids}):
        found.setdefault(team_id, name)
    return found


def teams_led(user_id: int) -> Select[int]:
    """Return the query for the teams that a person leads, by id."""
    return select(Membership.team_id).where(
        Membership.user_id == user_id, Membership.role == Role.LEADER, Membership.left_on.is_(None)
    )


def led_alone(user_id: int, *, team_id: int | None = None) -> Sequence[Team]:
    """List the teams that this person alone leads, by name: all of them, or the one that is asked about."""
    alone = select(Team).where(Team.id.in_(_teams_led(user_id, team_id)), ~led(Team.id, but_for=user_id))
    return db.session.scalars(alone.order_by(Team.name)).all()


def lock_led_alone(user_id: int, *, team_id: int | None = None) -> Sequence[Team]:
    """List the same, with the teams she leads locked until the transaction ends, always in the same order."""
    teams = select(Team.id).where(Team.id.in_(_teams_led(user_id, team_id)))
    db.session.execute(teams.order_by(Team.id).with_for_update()).all()
    return led_alone(user_id, team_id=team_id)


def _teams_led(user_id: int, team_id: int | None) -> Select[int]:
    leads = teams_led(user_id)
    return leads if team_id is None else leads.where(Membership.team_id == team_id)
