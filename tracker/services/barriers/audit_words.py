"""Barriers, lifts and answers, and the words that audit lines tell them in."""

from __future__ import annotations

from tracker.models.audit import Deed
from tracker.models.barriers import Barrier, BarrierLift, LeaderAnswer
from tracker.models.improvement import Intervention
from tracker.models.measures import Measure
from tracker.services.audit.registry import AuditTopic, RowField, RowKind, register
from tracker.text.locale import marked

BARRIER = register(
    RowKind(
        "barrier",
        marked("Hindring"),
        models=(Barrier,),
        fields={
            "title": RowField(marked("Hva står i veien?")),
            "kind": RowField(marked("Type")),
            "effect": RowField(marked("Hva gjør det med arbeidet?")),
            "tried": RowField(marked("Hva prøver dere?")),
            "since": RowField(marked("Siden")),
            "measure_id": RowField(marked("Indikator"), refers_to=Measure),
            "intervention_id": RowField(marked("Tiltak"), refers_to=Intervention),
            "gone_on": RowField(marked("Borte fra")),
            "gone_how": RowField(marked("Hva løste den?")),
        },
        topic=AuditTopic.INTERVENTIONS,
        sentences={
            Deed.CREATED: marked("%(who)s førte hindringen «%(row)s»"),
            Deed.CHANGED: marked("%(who)s endret hindringen «%(row)s»"),
            Deed.REMOVED: marked("%(who)s fjernet hindringen «%(row)s»"),
        },
    )
)

BARRIER_LIFT = register(
    RowKind(
        "barrier_lift",
        marked("Løftet hindring"),
        models=(BarrierLift,),
        fields={
            "first_due": RowField(marked("Første frist")),
            "due": RowField(marked("Frist")),
            "state": RowField(marked("Status")),
            "ended_at": RowField(marked("Ikke løftet lenger")),
        },
        hidden=frozenset({"answered_at", "barrier_id", "by_id", "lifted_at", "organisation_id", "to_id"}),
        topic=AuditTopic.INTERVENTIONS,
        sentences={
            Deed.CREATED: marked("%(who)s løftet hindringen «%(row)s»"),
            Deed.CHANGED: marked("%(who)s endret hvor den løftede hindringen «%(row)s» står"),
        },
    )
)

BARRIER_ANSWER = register(
    RowKind(
        "barrier_answer",
        marked("Svar på hindring"),
        models=(LeaderAnswer,),
        fields={
            "kind": RowField(marked("Svar")),
            "text": RowField(marked("Hva skjer, eller hvorfor ikke?")),
            "who": RowField(marked("Hvem gjør det?")),
            "due": RowField(marked("Dato")),
        },
        hidden=frozenset({"at", "by_id", "lift_id"}),
        topic=AuditTopic.INTERVENTIONS,
        sentences={Deed.CREATED: marked("%(who)s svarte på hindringen «%(row)s»")},
    )
)
