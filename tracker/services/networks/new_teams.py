"""A learning network as its host keeps it: new teams, and the leaders they wait for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tracker.access.network import NetworkAccess, team_access_of_host
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.models.accounts import Profession, Role
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.models.organisations import Organisation
from tracker.models.teams import ServiceKind, Team
from tracker.services.audit.log import note, snapshot
from tracker.services.leadership import led
from tracker.services.names import NameFault, free_slugs
from tracker.services.networks.at_work import AT_WORK
from tracker.services.refusal import Refused
from tracker.services.teams import invitations
from tracker.services.teams.audit_words import TEAM
from tracker.text.visible import folded

_TRIES = 3
"""How often a host may be a moment too late for an address before she is told."""


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

    However many they are, each table is read and written at once: a host who pastes a list waits no longer for sixty.

    Raises:
        Refused: the network has a team of one of these names; then none may be kept.
    """
    rows = _make(access, teams)
    entered = [(team_access_of_host(access, row), new.leader_email) for row, new in zip(rows, teams, strict=True)]
    tokens = iter(invitations.invite_first_leaders([(inside, email) for inside, email in entered if email]))
    return [MadeTeam(inside.team, email, next(tokens) if email else "") for inside, email in entered]


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
    new = NewTeam(name=name, service=service, organisation_ids=organisation_ids, leader_email=leader_email)
    [made] = new_teams(access, [new])
    return made.team, made.token


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
        .where(NetworkTeam.network_id == access.network.id, *AT_WORK, ~led(Team.id))
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


def _make(access: NetworkAccess, teams: Sequence[NewTeam]) -> list[Team]:
    """Make teams in the network; nobody is invited.

    The network is held, so that of two hosts who give the same name the second sees the first.
    """
    access.require(Permission.MANAGE_NETWORK)
    db.session.execute(select(Network.id).where(Network.id == access.network.id).with_for_update())
    taken = set(map(folded, team_names(access)))
    for new in teams:
        if folded(new.name) in taken:
            raise Refused(NameFault.TAKEN, "name")
        taken.add(folded(new.name))
    wanted = {row_id for new in teams for row_id in new.organisation_ids}
    homes = {row.id: row for row in db.session.scalars(select(Organisation).where(Organisation.id.in_(wanted)))}
    rows = _add(access, teams, homes)
    joined = {"network_id": access.network.id, "joined_on": access.today}
    db.session.add_all(NetworkTeam(team_id=row.id, **joined) for row in rows)
    db.session.flush()
    for row, new in zip(rows, teams, strict=True):
        after = snapshot(row, "name", "service") | {
            "network": access.network.name,
            "organisations": sorted(home.name for home in _homes_of(new, homes)),
        }
        note(access, Deed.CREATED, TEAM, row.id, team_id=row.id, label=new.name, after=after)
    return rows


def _add(access: NetworkAccess, teams: Sequence[NewTeam], homes: Mapping[int, Organisation]) -> list[Team]:
    """Add the rows under free addresses; where a host of another network was a moment faster, under the next ones."""
    for _ in range(_TRIES):
        slugs = free_slugs(Team.slug, [new.name for new in teams])
        rows = [
            Team(
                name=new.name,
                slug=slug,
                service=new.service,
                organisations=_homes_of(new, homes),
                created_at=access.now,
            )
            for new, slug in zip(teams, slugs, strict=True)
        ]
        try:
            with db.session.begin_nested():
                db.session.add_all(rows)
        except IntegrityError:
            continue
        return rows
    raise Refused(NameFault.TAKEN, "name")


def _homes_of(new: NewTeam, homes: Mapping[int, Organisation]) -> list[Organisation]:
    return [homes[row_id] for row_id in new.organisation_ids if row_id in homes]
