"""Threads and their messages, and the words that audit lines tell them in."""

from __future__ import annotations

from tracker.models.audit import Deed
from tracker.models.measures import Measure
from tracker.models.threads import Message, Thread
from tracker.services.audit.registry import AuditTopic, RowField, RowKind, register
from tracker.text.locale import marked

THREAD = register(
    RowKind(
        "thread",
        marked("Samtale"),
        models=(Thread,),
        fields={
            "measure_id": RowField(marked("Indikator"), refers_to=Measure),
            "flag": RowField(marked("Nummer")),
            "first_start": RowField(marked("Fra")),
            "last_start": RowField(marked("Til")),
            "waits": RowField(marked("Venter på svar")),
            "answered_at": RowField(marked("Besvart")),
        },
        hidden=frozenset({"answered_by_id", "asked_by_id", "begun_at", "submission", "value"}),
        topic=AuditTopic.MEASURES,
        sentences={
            Deed.CREATED: marked("%(who)s begynte samtalen %(row)s"),
            Deed.CHANGED: marked("%(who)s besvarte eller spurte igjen i samtalen %(row)s"),
            Deed.REMOVED: marked("%(who)s tok bort samtalen %(row)s"),
        },
    )
)

MESSAGE = register(
    RowKind(
        "message",
        marked("Melding"),
        models=(Message,),
        fields={
            "text": RowField(marked("Tekst")),
            "asks": RowField(marked("Ber om svar")),
            "answers": RowField(marked("Besvarer spørsmålet")),
            "removed_at": RowField(marked("Tatt bort")),
        },
        hidden=frozenset({"by_id", "changed_at", "removed_by_id", "submission", "thread_id", "written_at"}),
        topic=AuditTopic.MEASURES,
        sentences={
            Deed.CREATED: marked("%(who)s skrev i samtalen %(row)s"),
            Deed.CHANGED: marked("%(who)s endret en melding i samtalen %(row)s"),
            Deed.REMOVED: marked("%(who)s tok bort en melding i samtalen %(row)s"),
        },
    )
)
