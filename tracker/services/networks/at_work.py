"""Which teams are at work in a network: they have not left it, and their numbers are their own."""

from __future__ import annotations

from sqlalchemy import Select, select

from tracker.models.networks import NetworkTeam
from tracker.models.teams import Team

AT_WORK = (NetworkTeam.left_on.is_(None), Team.is_reference.is_(False))
"""The conditions on a team and its part in a network."""


def ids_at_work(network_id: int) -> Select[int]:
    """Return the query for the ids of the teams at work in a network."""
    query = select(NetworkTeam.team_id).join(Team, Team.id == NetworkTeam.team_id)
    return query.where(NetworkTeam.network_id == network_id, *AT_WORK)
