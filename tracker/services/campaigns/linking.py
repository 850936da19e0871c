"""Units that signed up in a team's name: its leader says whether it is the team; until then they show nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import joinedload

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignUnit
from tracker.models.tally import CodePurpose
from tracker.services.audit.log import note
from tracker.services.campaigns.audit_words import CAMPAIGN_UNIT
from tracker.services.tally.codes import make_code
from tracker.services.versions import count_version

ASKING_IN = (
    select(CampaignUnit.id, CampaignUnit.team_id, Campaign.held_on)
    .join(CampaignUnit.campaign)
    .where(
        CampaignUnit.team_id.in_(bindparam("asking_in", expanding=True)),
        CampaignUnit.team_agreed_at.is_(None),
        CampaignUnit.confirmed_at.is_not(None),
        CampaignUnit.withdrawn_at.is_(None),
        Campaign.freezes_on > bindparam("today"),
    )
    .order_by(Campaign.held_on, CampaignUnit.id)
)
"""The units that wait for the word of the teams of `asking_in`, each with its team and its day, until it is closed."""


def units_asking(team_ids: Sequence[int], today: date) -> Sequence[tuple[int, int, date]]:
    """List the units that wait for the word of these teams, in one query."""
    rows = db.session.execute(ASKING_IN, {"asking_in": list(team_ids), "today": today})
    return [(unit_id, team_id, held_on) for unit_id, team_id, held_on in rows if team_id is not None]


def units_in_name_of(access: TeamAccess) -> Sequence[CampaignUnit]:
    """List the units that take part in the team's name, the newest day first; some may wait for its word."""
    access.require(Permission.READ)
    query = select(CampaignUnit).options(joinedload(CampaignUnit.campaign)).where(*_of(access))
    return db.session.scalars(query.order_by(CampaignUnit.campaign_id.desc(), CampaignUnit.id)).all()


def unit_in_name_of(access: TeamAccess, unit_id: int) -> CampaignUnit:
    """Load one of them.

    Raises:
        NotFoundError: it is none of this team's.
    """
    unit = db.session.scalar(select(CampaignUnit).where(*_of(access), CampaignUnit.id == unit_id))
    if unit is None:
        raise NotFoundError(unit_id)
    return unit


def agree(access: TeamAccess, unit: CampaignUnit) -> None:
    """Say that a unit is the team: its page may show the code that people answer by, which is made where it is not."""
    access.require(Permission.MANAGE_TEAM)
    if unit.team_agreed_at is not None:
        return
    make_code(access, CodePurpose.ANSWER)
    unit.team_agreed_at = access.now
    count_version(access, unit)
    note(access, Deed.ACCEPTED, CAMPAIGN_UNIT, unit.id, label=unit.full_name)


def refuse(access: TeamAccess, unit: CampaignUnit) -> None:
    """Say that a unit is not the team, whose name it bears: it is taken out of the day."""
    access.require(Permission.MANAGE_TEAM)
    if unit.withdrawn_at is not None:
        return
    unit.withdrawn_at = access.now
    count_version(access, unit)
    note(access, Deed.REMOVED, CAMPAIGN_UNIT, unit.id, label=unit.full_name)


def _of(access: TeamAccess) -> tuple[ColumnElement[bool], ...]:
    return (
        CampaignUnit.team_id == access.team.id,
        CampaignUnit.confirmed_at.is_not(None),
        CampaignUnit.withdrawn_at.is_(None),
    )
