"""The rows of accounts that audit lines are about. No team's page shows such a line, so no field has words."""

from __future__ import annotations

from tracker.services.audit.registry import RowKind, register
from tracker.text.locale import marked

USER = register(
    RowKind(
        "user",
        marked("Bruker"),
    )
)

SESSION = register(
    RowKind(
        "session",
        marked("Innlogging"),
    )
)
