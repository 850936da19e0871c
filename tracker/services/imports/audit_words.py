"""The import that audit lines are about, when a whole file is undone, and its words."""

from __future__ import annotations

from sqlalchemy import Integer

from tracker.models.audit import Deed
from tracker.models.imports import ImportRun
from tracker.models.measures import Measure
from tracker.services.audit.registry import AuditTopic, RowField, RowKind, register
from tracker.text.locale import marked

IMPORT = register(
    RowKind(
        "import",
        marked("Henting fra fil"),
        models=(ImportRun,),
        fields={
            "measures": RowField(marked("Indikatorer"), refers_to=Measure, type=Integer()),
            "removed": RowField(marked("Tatt ut igjen"), type=Integer(), blank_when_zero=True),
            "restored": RowField(marked("Satt tilbake"), type=Integer(), blank_when_zero=True),
            "kept": RowField(marked("Latt stå"), type=Integer(), blank_when_zero=True),
        },
        hidden=frozenset({"stored_by_id", "stored_at", "name", "until", "undone_at", "undone_by_id", "undoing"}),
        topic=AuditTopic.MEASUREMENTS,
        sentences={
            Deed.REMOVED: marked("%(who)s angret hentingen fra %(row)s"),
        },
    )
)
