"""The reminders that audit lines are about. No team's page shows such a line, so no field has words."""

from __future__ import annotations

from tracker.services.audit.registry import RowKind, register
from tracker.text.locale import marked

REMINDER = register(
    RowKind(
        "reminder",
        marked("Påminnelse"),
    )
)
