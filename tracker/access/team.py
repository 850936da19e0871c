"""Entering a team: one call that loads it and decides who may come in.

A stranger is told that nothing is there (`NotFoundError`); someone known, without the permission, that she may not
(`ForbiddenError`). The values handed out carry who, where and when, so that no service has to ask the air for them.
Only this module makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Integer, Select, bindparam, exists, select
from sqlalchemy.orm import aliased, joinedload

from tracker.access.people import Access, NotFoundError, roles_held
from tracker.access.permissions import Permission, permissions_of
from tracker.models.accounts import Advisorship, Hostship, Leadership, Role, User
from tracker.models.base import TeamRow, db
from tracker.models.measures import Measure
from tracker.models.networks import Network, NetworkTeam
from tracker.models.teams import Membership, Team, TeamOrganisation

Row = TypeVar("Row", bound=TeamRow)


@dataclass(frozen=True, slots=True)
class TeamAccess(Access):
    """Inside a team. Its rows are reached from here, so another team's id is simply not there."""

    team: Team

    def measures(self) -> Sequence[Measure]:
        """List the team's measures in their order, with their targets, in one query; archived ones left out."""
        return db.session.scalars(_MEASURES, {"team": self.team.id}).unique().all()

    def one(self, model: type[Row], row_id: int) -> Row:
        """Load one of the team's rows with what its `load_options` name.

        Raises:
            NotFoundError: there is no such row, or it is another team's.
        """
        rows = db.session.scalars(_row_query(model), {"row": row_id, "team": self.team.id})
        found: Row | None = rows.unique().one_or_none()
        if found is None:
            raise NotFoundError(row_id)
        return found


def advised_teams(user_id: Any, team_id: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own column types
    """Return the SQL condition: one of the team's organisations is advised by this person."""
    return exists().where(
        TeamOrganisation.team_id == team_id,
        Advisorship.organisation_id == TeamOrganisation.organisation_id,
        Advisorship.user_id == user_id,
    )


def led_teams(user_id: Any, team_id: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own column types
    """Return the SQL condition: this person leads in one of the team's organisations."""
    return exists().where(
        TeamOrganisation.team_id == team_id,
        Leadership.organisation_id == TeamOrganisation.organisation_id,
        Leadership.user_id == user_id,
    )


# Built once, all that follow: most of what a small question costs is putting its words together.
_PERSON, _ROW, _TEAM = (bindparam(name, type_=Integer) for name in ("user", "row", "team"))


_ROW_QUERIES: dict[type[TeamRow], Select[Any]] = {}


def _row_query(model: type[TeamRow]) -> Select[Any]:
    """Return the query for one row of a team, made the first time its model is asked for."""
    if model not in _ROW_QUERIES:
        query = select(model).where(model.id == _ROW, model.team_id == _TEAM)
        _ROW_QUERIES[model] = query.options(*model.load_options())
    return _ROW_QUERIES[model]


_MEASURES = (
    select(Measure)
    .where(Measure.team_id == _TEAM, Measure.archived_at.is_(None))
    .order_by(Measure.position, Measure.id)
    .options(joinedload(Measure.targets))
)

_OWN_PART = aliased(NetworkTeam)

_IS_PEER = exists().where(
    NetworkTeam.team_id == Team.id,
    NetworkTeam.left_on.is_(None),
    Network.id == NetworkTeam.network_id,
    Network.teams_see_each_other,
    _OWN_PART.network_id == NetworkTeam.network_id,
    _OWN_PART.left_on.is_(None),
    Membership.team_id == _OWN_PART.team_id,
    Membership.user_id == _PERSON,
    Membership.left_on.is_(None),
)

_TEAM_DOOR = select(
    Team,
    select(Membership.role)
    .where(Membership.team_id == Team.id, Membership.user_id == _PERSON, Membership.left_on.is_(None))
    .scalar_subquery(),
    advised_teams(_PERSON, Team.id),
    exists().where(
        NetworkTeam.team_id == Team.id,
        NetworkTeam.left_on.is_(None),
        Hostship.network_id == NetworkTeam.network_id,
        Hostship.user_id == _PERSON,
    ),
    led_teams(_PERSON, Team.id),
    _IS_PEER,
).where(Team.slug == bindparam("slug"))


def enter_team(user: User, slug: str, permission: Permission, *, now: datetime) -> TeamAccess:
    """Enter a team.

    Raises:
        NotFoundError: there is no such team, or this person has no part in it.
        ForbiddenError: she has, and lacks the permission.
    """
    row = db.session.execute(_TEAM_DOOR, {"user": user.id, "slug": slug}).one_or_none()
    if row is None:
        raise NotFoundError(slug)
    team, role, advised, is_hosted, is_led, is_peer = row
    beyond = {Role.ADVISOR: advised, Role.HOST: is_hosted, Role.ORGANISATION_LEADER: is_led}
    roles = roles_held({role: role is not None, Role.PEER: is_peer and role is None, **beyond})
    if not roles:
        raise NotFoundError(slug)
    access = TeamAccess(user, now, roles, permissions_of(roles), team)
    access.require(permission)
    return access
