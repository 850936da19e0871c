"""The units of a day: who takes part, and how many kommuner and hospitals they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, select

from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignUnit
from tracker.models.organisations import OrganisationKind
from tracker.text.sorting import sorting_key

HOSPITALS = (OrganisationKind.HOSPITAL, OrganisationKind.HEALTH_TRUST)


@dataclass(frozen=True, slots=True)
class CampaignReach:
    """How far a day reaches."""

    units: int
    municipalities: int
    hospitals: int


def takes_part(campaign_id: int) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on `CampaignUnit` that it takes part: it is confirmed, and nobody has taken it out."""
    return (
        CampaignUnit.campaign_id == campaign_id,
        CampaignUnit.confirmed_at.is_not(None),
        CampaignUnit.withdrawn_at.is_(None),
    )


def units_of(campaign: Campaign) -> Sequence[CampaignUnit]:
    """List the units that take part, by organisation and name as people here sort them, in one query."""
    return sorted(db.session.scalars(select(CampaignUnit).where(*takes_part(campaign.id))), key=in_order)


def in_order(unit: CampaignUnit) -> tuple[str, str, int]:
    """Return what a unit is sorted by: never by its numbers."""
    return sorting_key(unit.organisation), sorting_key(unit.name), unit.id


def reach_of(campaign: Campaign) -> CampaignReach:
    """Count the units that take part and the kommuner and hospitals they are of, in one query."""
    municipality = case(
        (CampaignUnit.organisation_kind == OrganisationKind.MUNICIPALITY, CampaignUnit.organisation_key)
    )
    hospital = case((CampaignUnit.organisation_kind.in_(HOSPITALS), CampaignUnit.organisation_key))
    counted = select(
        func.count(CampaignUnit.id), func.count(municipality.distinct()), func.count(hospital.distinct())
    ).where(*takes_part(campaign.id))
    return CampaignReach(*db.session.execute(counted).one())
