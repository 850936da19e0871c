"""Who reads a unit's answers: the leader of the team that was made for it, who is invited, and again where she asks."""

from __future__ import annotations

from sqlalchemy import select

from tracker.access.campaign_code import CampaignCodeAccess, team_access_of_campaign
from tracker.access.people import NotFoundError
from tracker.models.accounts import Profession, Role
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.teams import Membership, Team
from tracker.services.teams import invitations


def lacks_reader(access: CampaignCodeAccess) -> bool:
    """Return whether the unit's team was made for it, and nobody has ever been in it."""
    unit = access.unit
    if unit.team_id is None or unit.team_agreed_at is None:
        return False
    members = select(Membership.id).where(Membership.team_id == unit.team_id)
    networks = select(NetworkTeam.id).where(NetworkTeam.team_id == unit.team_id)
    return db.session.scalars(members.limit(1)).first() is None and db.session.scalars(networks).first() is None


def invite_reader(access: CampaignCodeAccess) -> str:
    """Invite the unit's contact to lead its team once more; return the token of the link. An earlier one ends.

    Raises:
        NotFoundError: somebody is in the team, or it is none that was made for the unit.
    """
    team = db.session.get(Team, access.unit.team_id) if lacks_reader(access) else None
    if team is None:
        raise NotFoundError("team")
    inside = team_access_of_campaign(access.campaign, team, now=access.now)
    return invitations.invite(inside, email=access.unit.contact, role=Role.LEADER, profession=Profession.OTHER)
