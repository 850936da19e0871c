"""Which teams a person may open, as a condition: for one query over all that she may find."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, exists, false, or_, select, true
from sqlalchemy.orm import aliased

from tracker.access.held import open_places
from tracker.access.team import advised_teams, led_teams
from tracker.models.accounts import Advisorship, Hostship, User
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.models.teams import Membership, Team


def may_open(user: User) -> ColumnElement[bool]:
    """Return the condition on `Team`: its door would let this person in to read. What is held stays closed."""
    places = open_places(user)
    teams = true() if places is None else Membership.team_id.in_([place for place in places if place is not None])
    own = (Membership.user_id == user.id, Membership.left_on.is_(None), teams)
    ways = [exists().where(Membership.team_id == Team.id, *own), _sees_peers(own)]
    hosted = exists().where(
        NetworkTeam.team_id == Team.id,
        NetworkTeam.left_on.is_(None),
        Hostship.network_id == NetworkTeam.network_id,
        Hostship.user_id == user.id,
    )
    beyond = or_(advised_teams(user.id, Team.id), led_teams(user.id, Team.id), hosted)
    return or_(*ways, beyond if places is None or None in places else false())


def opened(user: User, team_ids: Collection[int]) -> frozenset[int]:
    """Return which of these teams would let this person in to read; where there are none, nothing is asked."""
    if not team_ids:
        return frozenset()
    return frozenset(db.session.scalars(select(Team.id).where(Team.id.in_(team_ids), may_open(user))))


def reads_teams(user: User) -> bool:
    """Return whether this person reads teams that are not her own, and writes to them: an advisor or a host."""
    advises = exists().where(Advisorship.user_id == user.id)
    hosts = exists().where(Hostship.user_id == user.id)
    return bool(db.session.scalar(select(or_(advises, hosts))))


def _sees_peers(own: tuple[ColumnElement[bool], ...]) -> ColumnElement[bool]:
    """Return the condition: a team of hers takes part in a network with this one whose teams see each other."""
    part = aliased(NetworkTeam)
    # Her own networks are found once: asked of each team, a network of 500 would be gone through 500 times.
    hers = select(part.network_id).join(Membership, Membership.team_id == part.team_id)
    hers = hers.where(part.left_on.is_(None), *own).correlate(None)
    return exists().where(
        NetworkTeam.team_id == Team.id,
        NetworkTeam.left_on.is_(None),
        Network.id == NetworkTeam.network_id,
        Network.teams_see_each_other,
        Network.id.in_(hers),
    )
