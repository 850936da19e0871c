"""A learning network as its host keeps it: new teams, and the leaders they wait for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from tracker.access.network import NetworkAccess, team_access_of_host
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.models.accounts import Profession, Role
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.organisations import Organisation
from tracker.models.teams import ServiceKind, Team
from tracker.services.audit.log import note, snapshot
from tracker.services.leadership import led
from tracker.services.names import NameFault, free_slug
from tracker.services.refusal import Refused
from tracker.services.teams import invitations
from tracker.services.teams.audit_words import TEAM
from tracker.text.visible import folded


class LeaderFault(StrEnum):
    """Why a host cannot invite a team's leader."""

    HAS_LEADER = "has_leader"
    """From then on it is the leader who invites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTeam:
    """A team as its host writes it; `leader_email` is empty where the leader is invited later."""

    name: str
    service: ServiceKind
    organisation_ids: Collection[int]
    leader_email: str = ""


@dataclass(frozen=True, slots=True)
class MadeTeam:
    """A team that was made, with whom its link is for and the link's token; both are empty where nobody is invited."""

    team: Team
    leader_email: str
    token: str


def new_teams(access: NetworkAccess, teams: Sequence[NewTeam]) -> list[MadeTeam]:
    """Make teams in the network, in their order, and invite those leaders that are known.

    Raises:
        Refused: the network has a team of one of these names; then none may be kept.
    """
    access.require(Permission.MANAGE_NETWORK)
    return [_made(access, new) for new in teams]


def team_names(access: NetworkAccess) -> Sequence[str]:
    """List what the network's teams are called: a new one is called something else."""
    access.require(Permission.MANAGE_NETWORK)
    query = select(Team.name).join(NetworkTeam, NetworkTeam.team_id == Team.id)
    here = (NetworkTeam.network_id == access.network.id, NetworkTeam.left_on.is_(None))
    return db.session.scalars(query.where(*here)).all()


def new_team(
    access: NetworkAccess,
    *,
    name: str,
    service: ServiceKind,
    organisation_ids: Collection[int],
    leader_email: str,
) -> tuple[Team, str]:
    """Make a team in the network and invite its first leader; return it with the token of her link.

    Raises:
        Refused: the network has a team of this name. A form sent twice makes one team.
    """
    new = NewTeam(name=name, service=service, organisation_ids=organisation_ids)
    team = make_team(access, new)
    return team, invite_leader(access, team, email=leader_email)


def make_team(access: NetworkAccess, new: NewTeam) -> Team:
    """Make a team in the network; nobody is invited.

    Raises:
        Refused: the network has a team of this name.
    """
    access.require(Permission.MANAGE_NETWORK)
    if folded(new.name) in map(folded, team_names(access)):
        raise Refused(NameFault.TAKEN, "name")
    homes = db.session.scalars(select(Organisation).where(Organisation.id.in_(new.organisation_ids))).all()
    team = Team(
        name=new.name,
        slug=free_slug(Team.slug, new.name),
        service=new.service,
        organisations=list(homes),
        created_at=access.now,
    )
    db.session.add(team)
    db.session.flush()
    db.session.add(NetworkTeam(network_id=access.network.id, team_id=team.id, joined_on=access.today))
    db.session.flush()
    after = snapshot(team, "name", "service") | {
        "network": access.network.name,
        "organisations": sorted(home.name for home in homes),
    }
    note(access, Deed.CREATED, TEAM, team.id, team_id=team.id, label=new.name, after=after)
    return team


def invite_leader(access: NetworkAccess, team: Team, *, email: str) -> str:
    """Invite the leader of a team that has none; return the token of the link. An earlier one ends.

    Raises:
        Refused: the team has one.
        Refused: the person is in the team already.
    """
    access.require(Permission.MANAGE_NETWORK)
    if db.session.scalar(select(led(team.id))):
        raise Refused(LeaderFault.HAS_LEADER)
    inside = team_access_of_host(access, team)
    for earlier in invitations.open_invitations(inside):
        if earlier.role is Role.LEADER:
            invitations.revoke(inside, earlier)
    return invitations.invite(inside, email=email, role=Role.LEADER, profession=Profession.OTHER)


def leaderless(access: NetworkAccess) -> Sequence[Team]:
    """List the network's teams that wait for a leader, by name."""
    access.require(Permission.MANAGE_NETWORK)
    query = (
        select(Team)
        .join(NetworkTeam, NetworkTeam.team_id == Team.id)
        .where(
            NetworkTeam.network_id == access.network.id,
            NetworkTeam.left_on.is_(None),
            Team.is_reference.is_(False),
            ~led(Team.id),
        )
    )
    return db.session.scalars(query.order_by(Team.name)).all()


def leaderless_team(access: NetworkAccess, team_id: int) -> Team:
    """Load one of the network's teams that wait for a leader.

    Raises:
        NotFoundError: it is not among them.
    """
    for team in leaderless(access):
        if team.id == team_id:
            return team
    raise NotFoundError("team")


def _made(access: NetworkAccess, new: NewTeam) -> MadeTeam:
    team = make_team(access, new)
    token = invite_leader(access, team, email=new.leader_email) if new.leader_email else ""
    return MadeTeam(team, new.leader_email, token)
