"""The rows of improvement work that audit lines are about, and their words."""

from __future__ import annotations

from sqlalchemy import Integer

from tracker.models.audit import Deed
from tracker.models.improvement import Driver, Goal, GoalMeasure, GoalTarget, Intervention, PdsaCycle
from tracker.models.measures import Measure
from tracker.services.audit.registry import AuditTopic, RowField, RowKind, register
from tracker.text.locale import marked

GOAL = register(
    RowKind(
        "goal",
        marked("Mål"),
        models=(Goal, GoalTarget, GoalMeasure),
        fields={
            "title": RowField(marked("Tittel")),
            "category": RowField(marked("Uønsket hendelse")),
            "why": RowField(marked("Hvorfor")),
            "outcome_id": RowField(marked("Resultatindikator"), refers_to=Measure),
            "closed_at": RowField(marked("Avsluttet")),
            "goal_id": RowField(marked("Mål"), refers_to=Goal),
            "baseline": RowField(marked("Utgangspunkt"), on_scale=True),
            "target": RowField(marked("Målverdi"), on_scale=True),
            "deadline": RowField(marked("Frist")),
            "valid_from": RowField(marked("Gjelder fra")),
            "measure_id": RowField(marked("Indikator"), refers_to=Measure),
            "claim": RowField(marked("Grunnlag")),
            "position": RowField(marked("Rekkefølge")),
            "measures": RowField(marked("Indikatorer"), refers_to=Measure, type=GoalMeasure.__table__.c.claim.type),
        },
        hidden=frozenset({"set_at", "set_by_id"}),
        scale="outcome_id",
        topic=AuditTopic.GOALS,
        sentences={
            Deed.CREATED: marked("%(who)s la til målet %(row)s"),
            Deed.CHANGED: marked("%(who)s endret målet %(row)s"),
        },
    )
)

DRIVER = register(
    RowKind(
        "driver",
        marked("Driver"),
        models=(Driver,),
        fields={
            "goal_id": RowField(marked("Mål"), refers_to=Goal),
            "measure_id": RowField(marked("Indikator"), refers_to=Measure),
            "title": RowField(marked("Tittel")),
            "position": RowField(marked("Rekkefølge")),
            "interventions": RowField(marked("Tiltak"), refers_to=Intervention, type=Integer()),
        },
        topic=AuditTopic.GOALS,
        sentences={
            Deed.CREATED: marked("%(who)s la til driveren %(row)s"),
            Deed.CHANGED: marked("%(who)s endret driveren %(row)s"),
            Deed.REMOVED: marked("%(who)s fjernet driveren %(row)s"),
        },
    )
)

INTERVENTION = register(
    RowKind(
        "intervention",
        marked("Tiltak"),
        models=(Intervention,),
        fields={
            "driver_id": RowField(marked("Driver"), refers_to=Driver),
            "flag": RowField(marked("Nummer")),
            "title": RowField(marked("Tittel")),
            "text": RowField(marked("Tekst")),
            "state": RowField(marked("Status")),
            "level": RowField(marked("Nivå")),
            "claim": RowField(marked("Grunnlag")),
            "started_on": RowField(marked("Startdato")),
            "ended_on": RowField(marked("Sluttdato")),
            "ended_why": RowField(marked("Hvorfor avsluttet")),
            "with_representatives": RowField(marked("Planlagt sammen med representantene")),
            "with_organisations": RowField(marked("Brukerorganisasjoner")),
            "measures": RowField(marked("Indikatorer"), refers_to=Measure, type=Integer()),
        },
        topic=AuditTopic.INTERVENTIONS,
        sentences={
            Deed.CREATED: marked("%(who)s la til tiltaket %(row)s"),
            Deed.CHANGED: marked("%(who)s endret tiltaket %(row)s"),
            Deed.REMOVED: marked("%(who)s fjernet tiltaket %(row)s"),
        },
    )
)

TEST = register(
    RowKind(
        "test",
        marked("Test"),
        models=(PdsaCycle,),
        fields={
            "intervention_id": RowField(marked("Tiltak"), refers_to=Intervention),
            "follows_id": RowField(marked("Bygger på"), refers_to=PdsaCycle),
            "measure_id": RowField(marked("Indikator"), refers_to=Measure),
            "flag": RowField(marked("Nummer")),
            "title": RowField(marked("Tittel")),
            "plan": RowField(marked("Planlegge")),
            "prediction": RowField(marked("Det vi venter å se")),
            "started_on": RowField(marked("Startdato")),
            "ended_on": RowField(marked("Sluttdato")),
            "did": RowField(marked("Utføre")),
            "studied": RowField(marked("Evaluere")),
            "decision": RowField(marked("Følge opp")),
            "decided_why": RowField(marked("Hvorfor")),
        },
        topic=AuditTopic.INTERVENTIONS,
        sentences={
            Deed.CREATED: marked("%(who)s la til testen %(row)s"),
            Deed.CHANGED: marked("%(who)s endret testen %(row)s"),
        },
    )
)
