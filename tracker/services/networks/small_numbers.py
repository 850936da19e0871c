"""Who in a network reads whose numbers, and under which number nothing is said to others.

Asked by the page of all teams together, by every file of the network, and by what a team tells everybody.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.access.team import advised_teams
from tracker.analysis.small_numbers import LEAST
from tracker.models.accounts import Role
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.models.teams import Membership


def reads_all(access: NetworkAccess) -> bool:
    """Return whether this person reads the numbers of every team she follows here, small ones too.

    The host does, by the agreement, and an advisor of the teams she follows. Another team does not.
    """
    access.require(Permission.READ_NETWORK)
    return Role.HOST in access.roles or Role.PEER not in access.roles


def readable_teams(access: NetworkAccess, team_ids: Collection[int]) -> frozenset[int]:
    """Return which of these teams' own numbers may stand on a page or in a file that lays teams side by side.

    Of any other team there is its name, its verdict, and what `views.networks.pooled` says of all of them together.
    One query for a member of a team, none for the host.
    """
    if reads_all(access):
        return frozenset(team_ids)
    hers = select(Membership.team_id).where(Membership.user_id == access.user.id, Membership.left_on.is_(None))
    advised = select(NetworkTeam.team_id).where(advised_teams(access.user.id, NetworkTeam.team_id))
    return frozenset(team_ids) & frozenset(db.session.scalars(hers.union(advised)))


def threshold_of(team_id: int) -> int:
    """Return under which number nothing of a team is said to everybody: the strictest of its networks' numbers."""
    query = select(func.max(Network.small_number)).join(NetworkTeam, NetworkTeam.network_id == Network.id)
    agreed = db.session.scalar(query.where(NetworkTeam.team_id == team_id, NetworkTeam.left_on.is_(None)))
    return max(LEAST, agreed or 0)
