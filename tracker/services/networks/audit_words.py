"""The networks that audit lines are about, which no team's page shows, and the agreement that a team signs."""

from __future__ import annotations

from sqlalchemy import String

from tracker.services.audit.registry import RowField, RowKind, register
from tracker.text.locale import marked

NETWORK = register(
    RowKind(
        "network",
        marked("Læringsnettverk"),
    )
)

AGREEMENT = register(
    RowKind(
        "agreement",
        marked("Avtale med læringsnettverket"),
        fields={"network": RowField(marked("Læringsnettverk"), type=String())},
    )
)
