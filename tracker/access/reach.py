"""Which teams a person may open, as a condition: for one query over all that she may find."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, false, or_

from tracker.access.held import open_places
from tracker.access.team import advised_teams
from tracker.models.accounts import Hostship, User
from tracker.models.networks import NetworkTeam
from tracker.models.teams import Membership, Team


def may_open(user: User) -> ColumnElement[bool]:
    """Return the condition on `Team`: its door would let this person in to read. What is held stays closed."""
    places = open_places(user)
    member = exists().where(Membership.team_id == Team.id, Membership.user_id == user.id, Membership.left_on.is_(None))
    hosted = exists().where(
        NetworkTeam.team_id == Team.id,
        NetworkTeam.left_on.is_(None),
        Hostship.network_id == NetworkTeam.network_id,
        Hostship.user_id == user.id,
    )
    beyond = or_(advised_teams(user.id, Team.id), hosted)
    if places is None:
        return or_(member, beyond)
    confirmed = member & Team.id.in_([place for place in places if place is not None])
    return or_(confirmed, beyond if None in places else false())
