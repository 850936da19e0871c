"""What a team's charts are held to: how many points a verdict needs, and when a team has gone quiet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from tracker.access.team import TeamAccess
from tracker.access.team_code import CodeAccess
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.models.teams import Team

_NEVER = 1_000_000
_LATEST = (
    select(Network.minimum_points, Network.silent_after)
    .join(NetworkTeam, NetworkTeam.network_id == Network.id)
    .where(NetworkTeam.team_id == bindparam("team"), NetworkTeam.left_on.is_(None))
    .order_by(NetworkTeam.joined_on.desc(), NetworkTeam.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Standards:
    """The network's own numbers; 12 points and 3 periods where a team is in none."""

    minimum: int = 12
    silent_after: int = 3

    @staticmethod
    def of(network: Network) -> Standards:
        """Return the numbers of a network."""
        return Standards(network.minimum_points, network.silent_after)


USUAL = Standards()
"""What holds where no network says otherwise."""


def standards_of(access: TeamAccess | CodeAccess) -> Standards:
    """Return what holds for this team, in one query: the numbers of the network it joined last.

    A reference team's numbers were published once and are complete: it never goes quiet.
    """
    row = db.session.execute(_LATEST, {"team": access.team.id}).one_or_none()
    found = USUAL if row is None else Standards(row.minimum_points, row.silent_after)
    return _held_to(found, access.team)


def standards_in(doors: Sequence[TeamAccess]) -> dict[int, Standards]:
    """Return what holds for many teams, by team id, in one query."""
    found = standards_by_team([door.team.id for door in doors])
    return {door.team.id: _held_to(found[door.team.id], door.team) for door in doors}


def standards_by_team(team_ids: Collection[int]) -> dict[int, Standards]:
    """Return what holds for many teams that are at work, by id, in one query, where nobody stands at their doors."""
    query = (
        select(NetworkTeam.team_id, Network.minimum_points, Network.silent_after)
        .join(Network, Network.id == NetworkTeam.network_id)
        .where(NetworkTeam.team_id.in_(team_ids), NetworkTeam.left_on.is_(None))
        .order_by(NetworkTeam.joined_on, NetworkTeam.id)
    )
    found = {row.team_id: Standards(row.minimum_points, row.silent_after) for row in db.session.execute(query)}
    return {team_id: found.get(team_id, USUAL) for team_id in team_ids}


def _held_to(found: Standards, team: Team) -> Standards:
    return Standards(found.minimum, _NEVER) if team.is_reference else found
