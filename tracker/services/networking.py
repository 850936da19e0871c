"""A learning network as its host keeps it: new teams, and the leaders they wait for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Exists, exists, select

from tracker.access.doors import NetworkAccess, NotFoundError, team_access_of_host
from tracker.access.permissions import Permission
from tracker.models.audit import Deed, Subject
from tracker.models.base import db
from tracker.models.networks import NetworkTeam, Organisation
from tracker.models.people import Profession, Role
from tracker.models.teams import Membership, ServiceKind, Team
from tracker.services import teaming
from tracker.services.audit import note, snapshot
from tracker.services.organising import NameTakenError, free_slug


class HasLeaderError(ValueError):
    """The team has a leader: from then on it is she who invites."""


def new_team(
    access: NetworkAccess,
    *,
    name: str,
    service: ServiceKind,
    organisation_ids: Collection[int],
    leader_email: str,
) -> tuple[Team, str]:
    """Make a team in the network and invite its first leader; give it with the token of her link.

    Raises:
        NameTakenError: the network has a team of this name. A form sent twice makes one team.
    """
    access.require(Permission.MANAGE_NETWORK)
    same = (
        select(Team.id)
        .join(NetworkTeam, NetworkTeam.team_id == Team.id)
        .where(NetworkTeam.network_id == access.network.id, NetworkTeam.left_on.is_(None), Team.name == name)
    )
    if db.session.scalars(same).first() is not None:
        raise NameTakenError
    homes = db.session.scalars(select(Organisation).where(Organisation.id.in_(organisation_ids))).all()
    team = Team(
        name=name,
        slug=free_slug(Team.slug, name),
        service=service,
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
    note(access, Deed.CREATED, Subject.TEAM, team.id, team_id=team.id, label=name, after=after)
    return team, invite_leader(access, team, email=leader_email)


def invite_leader(access: NetworkAccess, team: Team, *, email: str) -> str:
    """Invite the leader of a team that has none; give the token of the link. An earlier one ends.

    Raises:
        HasLeaderError: the team has one.
        AlreadyMemberError: the person is in the team already.
    """
    access.require(Permission.MANAGE_NETWORK)
    if db.session.scalar(select(_is_led(team.id))):
        raise HasLeaderError
    door = team_access_of_host(access, team)
    for earlier in teaming.open_invitations(door):
        if earlier.role is Role.LEADER:
            teaming.revoke(door, earlier)
    return teaming.invite(door, email=email, role=Role.LEADER, profession=Profession.OTHER)


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
            ~_is_led(Team.id),
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


def _is_led(team_id: Any) -> Exists:  # noqa: ANN401 - an id, or a column of ids
    """Say in SQL: somebody leads this team."""
    return exists().where(Membership.team_id == team_id, Membership.role == Role.LEADER, Membership.left_on.is_(None))
