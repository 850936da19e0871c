"""The rows of accounts that audit lines are about. A team's trail tells of links and confirmations alone."""

from __future__ import annotations

from sqlalchemy import Boolean

from tracker.services.audit.registry import RowField, RowKind, register
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

ACCOUNT_LINK = register(
    RowKind(
        "account_link",
        marked("Administrasjonens lenke til nytt passord"),
    )
)

ACCOUNT_CONFIRMATION = register(
    RowKind(
        "account_confirmation",
        marked("Bekreftelse av hvem som bruker kontoen"),
        fields={"is_owner": RowField(marked("Den kontoen er laget for"), type=Boolean())},
    )
)
