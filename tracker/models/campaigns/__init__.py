"""«Hva er viktig for deg?»-dagen: a day of each year, the units that take part, what they count and what it became."""

from tracker.models.campaigns.campaign import Campaign, CampaignStage
from tracker.models.campaigns.counts import CampaignCount, CountedKind
from tracker.models.campaigns.result import CampaignResult, CampaignResultUnit
from tracker.models.campaigns.unit import (
    CampaignFollowUp,
    CampaignLetter,
    CampaignLetterKind,
    CampaignOutcome,
    CampaignScope,
    CampaignUnit,
)

__all__ = [
    "Campaign",
    "CampaignCount",
    "CampaignFollowUp",
    "CampaignLetter",
    "CampaignLetterKind",
    "CampaignOutcome",
    "CampaignResult",
    "CampaignResultUnit",
    "CampaignScope",
    "CampaignStage",
    "CampaignUnit",
    "CountedKind",
]
