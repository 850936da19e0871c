"""Who takes part in a network and where users are in on its interventions: counts, never a team's numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.models.base import db
from tracker.models.improvement import Intervention, Level
from tracker.models.networks import NetworkTeam
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.teams import Membership, Team, TeamOrganisation
from tracker.services.networks.at_work import AT_WORK
from tracker.services.representatives.coverage import planned_together
from tracker.services.teams.invitations import REPRESENTATIVES


@dataclass(frozen=True, slots=True)
class LevelCount:
    """Interventions on one level, how many teams have them, and how many were planned together with users."""

    interventions: int
    teams: int
    together: int


@dataclass(frozen=True, slots=True)
class Participants:
    """Who takes part in a network."""

    homes: Mapping[OrganisationKind, int]
    """How many organisations of each kind the teams come from, each once."""
    levels: Mapping[Level, LevelCount]
    unrepresented: Sequence[str]
    """Teams in which nobody speaks for patients or next of kin, by name."""


def participants(access: NetworkAccess) -> Participants:
    """Count who takes part, in three queries; teams that hold published numbers count nowhere."""
    access.require(Permission.READ_ABOUT)
    at_work = (NetworkTeam.network_id == access.network.id, NetworkTeam.team_id == Team.id, *AT_WORK)
    homes = (
        select(Organisation.kind, func.count(Organisation.id.distinct()))
        .join(TeamOrganisation, TeamOrganisation.organisation_id == Organisation.id)
        .join(Team, Team.id == TeamOrganisation.team_id)
        .join(NetworkTeam, NetworkTeam.team_id == Team.id)
        .where(*at_work)
        .group_by(Organisation.kind)
    )
    levels = (
        select(
            Intervention.level,
            func.count(Intervention.id),
            func.count(Intervention.team_id.distinct()),
            planned_together(),
        )
        .join(Team, Team.id == Intervention.team_id)
        .join(NetworkTeam, NetworkTeam.team_id == Team.id)
        .where(*at_work)
        .group_by(Intervention.level)
    )
    speaks = select(Membership.team_id).where(Membership.role.in_(REPRESENTATIVES), Membership.left_on.is_(None))
    silent = select(Team.name).join(NetworkTeam, NetworkTeam.team_id == Team.id)
    silent = silent.where(*at_work, Team.id.not_in(speaks)).order_by(Team.name)
    return Participants(
        dict(db.session.execute(homes).all()),
        {level: LevelCount(*counts) for level, *counts in db.session.execute(levels)},
        db.session.scalars(silent).all(),
    )
