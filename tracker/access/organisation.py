"""Entering an organisation: as the advisor who reads its teams, or as a leader in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Select, exists, select

from tracker.access.door import come_in
from tracker.access.held import open_places, open_ways, roles_open_among
from tracker.access.people import Access
from tracker.access.permissions import ORGANISATION_PERMISSIONS, Permission, permissions_of
from tracker.models.accounts import Advisorship, Leadership, Role, User
from tracker.models.base import db
from tracker.models.organisations import Organisation
from tracker.models.teams import Team, TeamOrganisation


@dataclass(frozen=True, slots=True)
class OrganisationAccess(Access):
    """Inside an organisation: what its teams' charts say."""

    organisation: Organisation

    def team_ids(self) -> Select[int]:
        """Return the query for its teams; those that hold published numbers are nobody's work."""
        query = select(TeamOrganisation.team_id).join(Team, Team.id == TeamOrganisation.team_id)
        return query.where(TeamOrganisation.organisation_id == self.organisation.id, Team.is_reference.is_(False))


def enter_organisation(user: User, slug: str, permission: Permission, *, now: datetime) -> OrganisationAccess:
    """Enter an organisation: its advisors, and its leaders for what is theirs.

    Raises:
        NotFoundError: there is no such organisation, or this person has no part in it.
        UnconfirmedError: she has, and her account is held.
        ForbiddenError: she has, and lacks the permission.
    """
    organisation, roles = come_in(Organisation, slug, user, _doors, permission)
    access = OrganisationAccess(user, now, roles, permissions_of(roles) & ORGANISATION_PERMISSIONS, organisation)
    access.require(permission)
    return access


def advised_organisations(user: User) -> Sequence[Organisation]:
    """List the organisations this person advises, by name, in one query; none while her account is held."""
    return _organisations(user, Role.ADVISOR, Advisorship)


def led_organisations(user: User) -> Sequence[Organisation]:
    """List the organisations this person is a leader in, by name, in one query; none while her account is held."""
    return _organisations(user, Role.ORGANISATION_LEADER, Leadership)


def _organisations(user: User, role: Role, table: type[Advisorship | Leadership]) -> Sequence[Organisation]:
    if not roles_open_among(frozenset({role}), open_places(user), teams=()):
        return []
    query = select(Organisation).join(table, table.organisation_id == Organisation.id)
    return db.session.scalars(query.where(table.user_id == user.id).order_by(Organisation.name)).all()


def _doors(user_id: int | BindParameter[int], places: frozenset[int | None] | None = None) -> Mapping[Role, Any]:
    ways = {
        Role.ADVISOR: exists().where(Advisorship.organisation_id == Organisation.id, Advisorship.user_id == user_id),
        Role.ORGANISATION_LEADER: exists().where(
            Leadership.organisation_id == Organisation.id, Leadership.user_id == user_id
        ),
    }
    return open_ways(ways, places)
