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

from sqlalchemy import Integer, Select, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from tracker.access.held import UnconfirmedError, open_places, roles_open_among
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

_PEERS = (
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
"""A team of hers takes part in a network with this team, and the network's teams see each other."""

_ADVISORS_DECIDE = (
    select(func.min(case((Network.advisors_decide_phases, 1), else_=0)))
    .where(NetworkTeam.team_id == Team.id, NetworkTeam.left_on.is_(None), Network.id == NetworkTeam.network_id)
    .scalar_subquery()
)
"""Whether all the networks a team takes part in say that advisors decide on phases: 1, or 0, or none in no network."""

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
    exists().where(*_PEERS),
    _ADVISORS_DECIDE,
).where(Team.slug == bindparam("slug"))


_OWN_TEAMS = (
    select(
        Team,
        select(Membership.role)
        .where(Membership.team_id == Team.id, Membership.user_id == _PERSON, Membership.left_on.is_(None))
        .scalar_subquery()
        .label("role"),
        advised_teams(_PERSON, Team.id).label("advised"),
        _ADVISORS_DECIDE.label("decide"),
    )
    .where(
        or_(
            exists().where(Membership.team_id == Team.id, Membership.user_id == _PERSON, Membership.left_on.is_(None)),
            advised_teams(_PERSON, Team.id),
        )
    )
    .order_by(Team.name, Team.id)
    .options(selectinload(Team.organisations))
)


def enter_own_teams(user: User, *, now: datetime) -> list[TeamAccess]:
    """Enter every team this person is in or advises, with their organisations, in two queries.

    A team she only hosts is entered by its network, or by its own door. What is held stays closed, as at that door.
    """
    doors = []
    places = open_places(user)
    for team, role, advised, decide in db.session.execute(_OWN_TEAMS, {"user": user.id}):
        held = roles_held({role: role is not None, Role.ADVISOR: advised})
        if roles := roles_open_among(held, places, teams=[team.id]):
            granted = permissions_of(roles, advisors_decide=bool(decide))
            doors.append(TeamAccess(user, now, roles, granted, team))
    return doors


def measures_in(doors: Sequence[TeamAccess]) -> dict[int, list[Measure]]:
    """List the measures of many teams in their order, with their targets, by team id, in two queries."""
    query = select(Measure).where(Measure.team_id.in_([door.team.id for door in doors]), Measure.archived_at.is_(None))
    query = query.order_by(Measure.position, Measure.id).options(selectinload(Measure.targets))
    found: dict[int, list[Measure]] = {door.team.id: [] for door in doors}
    for measure in db.session.scalars(query):
        found[measure.team_id].append(measure)
    return found


def enter_team(user: User, slug: str, permission: Permission, *, now: datetime) -> TeamAccess:
    """Enter a team.

    Raises:
        NotFoundError: there is no such team, or this person has no part in it.
        UnconfirmedError: she has, and her account is held.
        ForbiddenError: she has, and lacks the permission.
    """
    row = db.session.execute(_TEAM_DOOR, {"user": user.id, "slug": slug}).one_or_none()
    if row is None:
        raise NotFoundError(slug)
    team, role, advised, is_hosted, is_led, is_peer, decide = row
    beyond = {Role.ADVISOR: advised, Role.HOST: is_hosted, Role.ORGANISATION_LEADER: is_led}
    roles = roles_held({role: role is not None, Role.PEER: is_peer and role is None, **beyond})
    if not roles:
        raise NotFoundError(slug)
    if (places := open_places(user)) is not None:
        teams = _peers_of(user, team) if Role.PEER in roles else [team.id]
        roles = roles_open_among(roles, places, teams=teams)
    if not roles:
        raise UnconfirmedError(permission)
    access = TeamAccess(user, now, roles, permissions_of(roles, advisors_decide=bool(decide)), team)
    access.require(permission)
    return access


def _peers_of(user: User, team: Team) -> Sequence[int]:
    """List this person's own teams that let her read another one."""
    return db.session.scalars(
        select(Membership.team_id).where(Team.id == team.id, *_PEERS).distinct(), {"user": user.id}
    ).all()
