"""A day and its units for tests: signed up and confirmed as their contacts do it."""

from datetime import UTC, date, datetime, timedelta

from tests.people import MADE
from tracker.access.campaign_code import CampaignCodeAccess, enter_by_campaign_code
from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignUnit
from tracker.models.teams import ServiceKind
from tracker.services.campaigns.days import CampaignDates
from tracker.services.campaigns.signing_up import NewUnit, confirm, sign_up

HELD_ON = date(2026, 6, 4)
BEFORE = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
ON_THE_DAY = datetime(2026, 6, 4, 11, 38, tzinfo=UTC)
CLOSED = datetime(2026, 6, 12, 6, 0, tzinfo=UTC)
ASKED = datetime(2026, 9, 4, 8, 0, tzinfo=UTC)


def day_of(cast, held_on: date = HELD_ON) -> Campaign:
    """Let Ingrid's network hold a day, with sign-up open from April."""
    dates = CampaignDates.usual(held_on, opens_on=held_on - timedelta(days=64))
    row = Campaign(
        network_id=cast.network.id,
        year=held_on.year,
        held_on=dates.held_on,
        opens_on=dates.opens_on,
        freezes_on=dates.freezes_on,
        asks_on=dates.asks_on,
        invited=340,
        made_by_id=cast.people["ingrid"].id,
        created_at=MADE,
    )
    db.session.add(row)
    db.session.flush()
    return row


def new_unit(name: str = "Hjemmetjenesten sone øst", organisation: str = "Storfjell kommune", **more) -> NewUnit:
    """What stands in the form of a unit."""
    usual = {"service": ServiceKind.HOME_CARE, "contact": "berit.foss@example.no"}
    return NewUnit(name=name, organisation=organisation, **{**usual, **more})


def joined(campaign: Campaign, new: NewUnit | None = None, *, now: datetime = BEFORE) -> CampaignUnit:
    """Sign a unit up and press the button behind the link."""
    unit = sign_up(campaign, new or new_unit(), now=now)
    confirm(at(unit, now))
    return unit


def at(unit: CampaignUnit, now: datetime) -> CampaignCodeAccess:
    """Stand on a unit's page at a moment."""
    return enter_by_campaign_code(unit.campaign.year, unit.code, now=now)
