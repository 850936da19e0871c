"""What enum members are called on screen that belong to the day: see `views.labels`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from tracker.models.campaigns import CampaignOutcome, CampaignScope, CampaignStage, CountedKind
from tracker.text.locale import marked

CAMPAIGN_LABELS: Mapping[type[Enum], Mapping[Any, str]] = MappingProxyType(
    {
        CampaignStage: {
            CampaignStage.PLANNED: marked("planlagt"),
            CampaignStage.OPEN: marked("åpen for påmelding"),
            CampaignStage.DAY: marked("i dag"),
            CampaignStage.COUNTING: marked("tellingen avsluttes"),
            CampaignStage.FROZEN: marked("avsluttet"),
        },
        CampaignScope: {
            CampaignScope.WHOLE: marked("Hele tjenesten"),
            CampaignScope.PART: marked("En del av den"),
        },
        CampaignOutcome: {
            CampaignOutcome.DONE: marked("har gjort noe"),
            CampaignOutcome.TRYING: marked("prøver noe"),
            CampaignOutcome.NOT_STARTED: marked("ikke i gang"),
        },
        CountedKind: {
            CountedKind.ASKED: marked("er spurt"),
            CountedKind.ANSWERED: marked("har svart"),
        },
    }
)
