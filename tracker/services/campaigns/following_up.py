"""What units did with the answers, asked some months after: the last that each said counts, earlier ones stay."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import func, select

from tracker.access.campaign_code import CampaignCodeAccess
from tracker.models.audit import Deed
from tracker.models.base import db, insert_new
from tracker.models.campaigns import Campaign, CampaignFollowUp, CampaignOutcome, CampaignUnit
from tracker.services.audit.log import note_of_nobody
from tracker.services.campaigns.audit_words import CAMPAIGN_UNIT
from tracker.services.campaigns.units import takes_part
from tracker.services.refusal import Refused


class FollowUpFault(StrEnum):
    """Why a unit's word is not taken."""

    EARLY = "early"
    """Nobody asks yet."""
    OUTDATED = "outdated"
    """Somebody else at the unit has said something since the form was opened."""


def follow_up_of(unit: CampaignUnit) -> CampaignFollowUp | None:
    """Return the last that a unit said."""
    query = select(CampaignFollowUp).where(CampaignFollowUp.unit_id == unit.id)
    return db.session.scalars(query.order_by(CampaignFollowUp.id.desc()).limit(1)).first()


def follow_up(
    access: CampaignCodeAccess, outcome: CampaignOutcome, text: str, *, seen: int | None, submission: str
) -> None:
    """Keep what a unit did with the answers; a form sent twice is kept once. `seen` is the one that stood there.

    Raises:
        Refused: it is not asked yet, or somebody else has answered since the form was opened.
    """
    unit = access.unit
    if unit.confirmed_at is None or not access.campaign.asks(access.today):
        raise Refused(FollowUpFault.EARLY)
    db.session.execute(select(CampaignUnit.id).where(CampaignUnit.id == unit.id).with_for_update())
    last = follow_up_of(unit)
    if last is not None and last.submission == submission:
        return
    if (last.id if last else None) != seen:
        raise Refused(FollowUpFault.OUTDATED)
    values = {"unit_id": unit.id, "outcome": outcome, "text": text, "at": access.now, "submission": submission}
    db.session.execute(insert_new(CampaignFollowUp).values(**values))
    unit.seen_at = access.now
    note_of_nobody(Deed.CHANGED, CAMPAIGN_UNIT, unit.id, team_id=unit.team_id, at=access.now, label=unit.full_name)


def follow_ups_of(campaign: Campaign) -> Mapping[int, CampaignFollowUp]:
    """Return the last that each unit of a day said, by the unit's id, in one query."""
    last = select(func.max(CampaignFollowUp.id)).group_by(CampaignFollowUp.unit_id)
    query = select(CampaignFollowUp).join(CampaignUnit, CampaignUnit.id == CampaignFollowUp.unit_id)
    rows = db.session.scalars(query.where(*takes_part(campaign.id), CampaignFollowUp.id.in_(last)))
    return {row.unit_id: row for row in rows}
