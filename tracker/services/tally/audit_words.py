"""The codes that audit lines are about, and their words."""

from __future__ import annotations

from tracker.models.audit import Deed
from tracker.models.tally import TeamCode
from tracker.services.audit.registry import RowField, RowKind, register
from tracker.text.locale import marked

TEAM_CODE = register(
    RowKind(
        "team_code",
        marked("Kode"),
        models=(TeamCode,),
        fields={
            "purpose": RowField(marked("Åpner")),
        },
        hidden=frozenset({"code", "revoked_at"}),
        sentences={
            Deed.CREATED: marked("%(who)s laget en ny kode"),
            Deed.REVOKED: marked("%(who)s tok koden ut av bruk"),
        },
    )
)
