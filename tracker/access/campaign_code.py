"""Entering by the code of a unit that takes part in a day: its own page, and nothing of the team it is linked to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager, joinedload

from tracker.access.people import NotFoundError, local_day
from tracker.access.permissions import Permission, permissions_of
from tracker.access.team import TeamAccess
from tracker.access.team_code import LENGTH, CodeAccess, RevokedError, read_code
from tracker.models.accounts import Role
from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignUnit
from tracker.models.tally import CodePurpose, TeamCode
from tracker.models.teams import Team

_BY_CODE = (
    select(CampaignUnit)
    .join(CampaignUnit.campaign)
    .options(contains_eager(CampaignUnit.campaign))
    .where(CampaignUnit.code == bindparam("code"), Campaign.year == bindparam("year"))
)
"""Made once: each press of a day asks it twice."""


@dataclass(frozen=True, slots=True)
class CampaignCodeAccess:
    """Somebody in front of a unit's page: a unit, its day, a moment, no person. Made by `enter_by_campaign_code`."""

    campaign: Campaign
    unit: CampaignUnit
    now: datetime

    @property
    def today(self) -> date:
        """The day it is where people are."""
        return local_day(self.now)


def enter_by_campaign_code(year: int, typed: str, *, now: datetime) -> CampaignCodeAccess:
    """Open the page of a unit, confirmed or not.

    Raises:
        RevokedError: the unit was taken out.
        NotFoundError: that year has no such code.
    """
    code = read_code(typed)
    if len(code) != LENGTH:
        raise NotFoundError(CampaignUnit.__tablename__)
    unit = db.session.scalar(_BY_CODE, {"code": code, "year": year})
    if unit is None:
        raise NotFoundError(CampaignUnit.__tablename__)
    if unit.withdrawn_at is not None:
        raise RevokedError(CampaignUnit.__tablename__)
    return CampaignCodeAccess(unit.campaign, unit, now)


def answer_page_of(access: CampaignCodeAccess) -> CodeAccess | None:
    """Return what opens the page where people answer this unit: None where its team has not agreed, or has no code."""
    unit = access.unit
    if unit.team_id is None or unit.team_agreed_at is None or unit.confirmed_at is None:
        return None
    query = select(TeamCode).where(TeamCode.team_id == unit.team_id, TeamCode.purpose == CodePurpose.ANSWER)
    row = db.session.scalar(
        query.where(TeamCode.revoked_at.is_(None)).options(joinedload(TeamCode.team, innerjoin=True))
    )
    return None if row is None else CodeAccess(row.team, row, access.now)


def team_access_of_campaign(campaign: Campaign, team: Team, *, now: datetime) -> TeamAccess:
    """Return the access of who holds a day to a team just made for a unit: its code is made, its leader invited."""
    roles = frozenset({Role.HOST})
    granted = permissions_of(roles) | {Permission.MANAGE_TEAM}
    return TeamAccess(campaign.made_by, now, roles, granted, team)
