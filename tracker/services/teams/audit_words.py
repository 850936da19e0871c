"""The rows of a team itself that audit lines are about, and their words."""

from __future__ import annotations

from sqlalchemy import String

from tracker.models.teams import Invitation, Membership, Team
from tracker.services.audit.registry import RowField, RowKind, register
from tracker.text.locale import marked

TEAM = register(
    RowKind(
        "team",
        marked("Team"),
        models=(Team,),
        fields={
            "name": RowField(marked("Navn")),
            "service": RowField(marked("Tjeneste")),
            "is_reference": RowField(marked("Referanseteam")),
            "network": RowField(marked("Læringsnettverk"), type=String()),
            "organisations": RowField(marked("Hører til"), type=String()),
        },
        hidden=frozenset({"next_flag"}),
    )
)

MEMBERSHIP = register(
    RowKind(
        "membership",
        marked("Medlemskap"),
        models=(Membership,),
        fields={
            "role": RowField(marked("Rolle")),
            "profession": RowField(marked("Yrke")),
            "joined_on": RowField(marked("Medlem siden")),
            "left_on": RowField(marked("Medlem til")),
        },
        hidden=frozenset({"user_id"}),
    )
)

INVITATION = register(
    RowKind(
        "invitation",
        marked("Invitasjon"),
        models=(Invitation, Membership),
        fields={
            "email": RowField(marked("E-post")),
            "role": RowField(marked("Rolle")),
            "profession": RowField(marked("Yrke")),
            "joined_on": RowField(marked("Medlem siden")),
            "left_on": RowField(marked("Medlem til")),
        },
        hidden=frozenset({"accepted_at", "expires_at", "invited_by_id", "revoked_at", "token_hash", "user_id"}),
    )
)
