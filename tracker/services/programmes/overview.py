"""What a programme's networks come to: who takes part, and how many. Counts only, never a team's numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from tracker.access.permissions import Permission
from tracker.access.programme import ProgrammeAccess
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.models.organisations import Country, Organisation, OrganisationKind
from tracker.models.teams import Team, TeamOrganisation
from tracker.services.networks.at_work import AT_WORK


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Who takes part in one network: its kommuner by country, and how many teams."""

    municipalities: Mapping[int, Country]
    """By the organisation's id: the same kommune in two networks is one."""
    teams: int


@dataclass(frozen=True, slots=True)
class ProgrammeOverview:
    """A programme's networks, the earliest first, and who takes part in each."""

    networks: Sequence[Network]
    part: Mapping[int, TakingPart]


def programme_overview(access: ProgrammeAccess) -> ProgrammeOverview:
    """Gather the networks of a programme in three queries, however many there are.

    A joint team counts each of its kommuner; teams that hold published numbers count nowhere.
    """
    access.require(Permission.READ_PROGRAMME)
    query = select(Network).where(Network.programme_id == access.programme.id)
    networks = db.session.scalars(query.order_by(Network.starts_on, Network.name)).all()
    ids = [network.id for network in networks]
    at_work = (NetworkTeam.network_id.in_(ids), *AT_WORK)
    teams = (
        select(NetworkTeam.network_id, func.count())
        .join(Team, Team.id == NetworkTeam.team_id)
        .where(*at_work)
        .group_by(NetworkTeam.network_id)
    )
    homes = (
        select(NetworkTeam.network_id, Organisation.id, Organisation.country)
        .join(Team, Team.id == NetworkTeam.team_id)
        .join(TeamOrganisation, TeamOrganisation.team_id == Team.id)
        .join(Organisation, Organisation.id == TeamOrganisation.organisation_id)
        .where(*at_work, Organisation.kind == OrganisationKind.MUNICIPALITY)
        .distinct()
    )
    counts = dict(db.session.execute(teams).all())
    municipalities: dict[int, dict[int, Country]] = {network_id: {} for network_id in ids}
    for network_id, organisation_id, country in db.session.execute(homes):
        municipalities[network_id][organisation_id] = country
    part = {each: TakingPart(municipalities[each], counts.get(each, 0)) for each in ids}
    return ProgrammeOverview(networks, part)


def networks_of(doors: Sequence[ProgrammeAccess]) -> dict[int, list[Network]]:
    """List the networks of many programmes, by programme id, in one query."""
    found: dict[int, list[Network]] = {door.programme.id: [] for door in doors}
    if not doors:
        return found
    for network in db.session.scalars(select(Network).where(Network.programme_id.in_(found))):
        if network.programme_id is not None:
            found[network.programme_id].append(network)
    return found
