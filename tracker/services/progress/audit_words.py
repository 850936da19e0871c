"""The scores that audit lines are about, and their words. A line tells what was set when the reader may see it."""

from __future__ import annotations

from sqlalchemy import Float

from tracker.models.audit import Deed
from tracker.models.progress import Progress
from tracker.services.audit.registry import AuditTopic, RowField, RowKind, register
from tracker.text.locale import marked

PROGRESS = register(
    RowKind(
        "progress",
        marked("Framdrift"),
        models=(Progress,),
        fields={
            "side": RowField(marked("Hvem")),
            "score": RowField(marked("Trinn"), type=Float()),
            "why": RowField(marked("Hvorfor")),
        },
        hidden=frozenset({"by_id", "evidence", "month", "set_at", "step"}),
        topic=AuditTopic.GOALS,
        sentences={
            Deed.CREATED: marked("%(who)s satte framdriften for %(row)s"),
            Deed.CHANGED: marked("%(who)s endret framdriften for %(row)s"),
        },
        withholds=True,
    )
)
