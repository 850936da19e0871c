"""Freezing a year: its numbers, and its units by name, are written down as rows, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from tracker.access.people import Actor, local_day
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignResult, CampaignResultUnit, CampaignStage
from tracker.services.audit.log import note
from tracker.services.campaigns.audit_words import CAMPAIGN
from tracker.services.campaigns.counting import DayNumbers, live_numbers, numbers_by_unit
from tracker.services.campaigns.small_numbers import threshold_of
from tracker.services.campaigns.units import reach_of, units_of


def freeze(campaign: Campaign, *, now: datetime) -> bool:
    """Write down the numbers of a day whose time is over, and its units; False where that is done, or too early.

    From here on the year's page is made of these rows: a unit that is renamed or taken out, a count that is undone or
    an answer that is withdrawn changes none of them.
    """
    row = select(Campaign).where(Campaign.id == campaign.id).with_for_update()
    # Read anew: whoever waited for the lock would else go by what it read before.
    held = db.session.scalar(row.execution_options(populate_existing=True))
    if held is None or held.frozen_at is not None or held.stage(local_day(now)) is not CampaignStage.FROZEN:
        return False
    reach, whole, by_unit = reach_of(held), live_numbers(held), numbers_by_unit(held)
    db.session.add(
        CampaignResult(
            campaign_id=held.id,
            units=reach.units,
            municipalities=reach.municipalities,
            hospitals=reach.hospitals,
            asked=whole.asked,
            answered=whole.answered,
            threshold=threshold_of(held),
            frozen_at=now,
        )
    )
    for place, unit in enumerate(units_of(held)):
        numbers = by_unit.get(unit.id, DayNumbers())
        db.session.add(
            CampaignResultUnit(
                campaign_id=held.id,
                unit_id=unit.id,
                team_id=unit.team_id if unit.team_agreed_at is not None else None,
                place=place,
                organisation=unit.organisation,
                organisation_kind=unit.organisation_kind,
                name=unit.name,
                service=unit.service,
                asked=numbers.asked,
                answered=numbers.answered,
            )
        )
    held.frozen_at = now
    db.session.flush()
    note(Actor(held.made_by, now), Deed.ACCEPTED, CAMPAIGN, held.id, label=str(held.year))
    return True


def to_freeze(now: datetime) -> Sequence[Campaign]:
    """List the days whose time is over and whose numbers are not written down yet."""
    due = select(Campaign).where(Campaign.frozen_at.is_(None), Campaign.freezes_on <= local_day(now))
    return db.session.scalars(due.order_by(Campaign.year)).all()


def result_of(campaign: Campaign) -> CampaignResult | None:
    """Return the numbers that are kept of a year; None before it is frozen."""
    return db.session.get(CampaignResult, campaign.id)


def results() -> Sequence[tuple[Campaign, CampaignResult]]:
    """List the years with kept numbers, the last first, in one query."""
    query = select(Campaign, CampaignResult).join(CampaignResult, CampaignResult.campaign_id == Campaign.id)
    return [(campaign, result) for campaign, result in db.session.execute(query.order_by(Campaign.year.desc()))]


def kept_units(campaign: Campaign) -> Sequence[CampaignResultUnit]:
    """List the units that took part in a frozen year, by name as it was then."""
    query = select(CampaignResultUnit).where(CampaignResultUnit.campaign_id == campaign.id)
    return db.session.scalars(query.order_by(CampaignResultUnit.place)).all()
