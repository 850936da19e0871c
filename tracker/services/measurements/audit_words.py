"""The rows on a measure's chart that audit lines are about, and their words."""

from __future__ import annotations

from sqlalchemy import String

from tracker.models.audit import Deed
from tracker.models.improvement import Intervention
from tracker.models.measurements import Annotation, Measurement, Phase, ProposedPhase, RareEvent
from tracker.models.measures import Measure
from tracker.services.audit.registry import AuditTopic, RowField, RowKind, register
from tracker.text.locale import marked

MEASUREMENT = register(
    RowKind(
        "measurement",
        marked("Måling"),
        models=(Measurement,),
        fields={
            "measure_id": RowField(marked("Indikator"), refers_to=Measure),
            "period_start": RowField(marked("Periode fra")),
            "value": RowField(marked("Verdi")),
            "numerator": RowField(marked("Teller")),
            "denominator": RowField(marked("Nevner")),
            "not_measured": RowField(marked("Ikke målt")),
            "missing_reason": RowField(marked("Hvorfor ikke målt")),
            "note": RowField(marked("Merknad")),
            "source": RowField(marked("Kilde")),
            "excluded_at": RowField(marked("Holdt utenfor")),
            "excluded_reason": RowField(marked("Hvorfor holdt utenfor")),
            "reason": RowField(marked("Grunn"), type=String()),
            "finished_at": RowField(marked("Ferdig før perioden er over")),
        },
        hidden=frozenset({"excluded_by_id", "finished_by_id", "import_run_id", "recorded_at", "recorded_by_id"}),
        topic=AuditTopic.MEASUREMENTS,
        sentences={
            Deed.CREATED: marked("%(who)s registrerte %(row)s"),
            Deed.CHANGED: marked("%(who)s endret %(row)s"),
            Deed.REMOVED: marked("%(who)s fjernet tallet for %(row)s"),
            Deed.EXCLUDED: marked("%(who)s holdt tallet for %(row)s utenfor"),
            Deed.INCLUDED: marked("%(who)s tok med igjen tallet for %(row)s"),
        },
    )
)

RARE_EVENT = register(
    RowKind(
        "rare_event",
        marked("Uønsket hendelse"),
        models=(RareEvent,),
        fields={
            "measure_id": RowField(marked("Indikator"), refers_to=Measure),
            "happened_on": RowField(marked("Dato")),
            "opportunities": RowField(marked("Muligheter")),
        },
        hidden=frozenset({"import_run_id", "recorded_at", "recorded_by_id"}),
        topic=AuditTopic.MEASUREMENTS,
        sentences={
            Deed.CREATED: marked("%(who)s la til en hendelse for %(row)s"),
            Deed.REMOVED: marked("%(who)s fjernet en hendelse for %(row)s"),
        },
    )
)

PHASE = register(
    RowKind(
        "phase",
        marked("Fase"),
        models=(Phase,),
        fields={
            "measure_id": RowField(marked("Indikator"), refers_to=Measure),
            "starts_on": RowField(marked("Fra")),
            "name": RowField(marked("Navn")),
            "reason": RowField(marked("Grunn")),
            "baseline_points": RowField(marked("Punkter i utgangsmålingen")),
            "intervention_id": RowField(marked("Tiltak"), refers_to=Intervention),
        },
        hidden=frozenset({"decided_at", "decided_by_id", "proposed_by_id"}),
        topic=AuditTopic.MEASURES,
        sentences={
            Deed.CREATED: marked("%(who)s begynte en ny fase: %(row)s"),
            Deed.REMOVED: marked("%(who)s fjernet fasen %(row)s"),
        },
    )
)

ANNOTATION = register(
    RowKind(
        "annotation",
        marked("Notat"),
        models=(Annotation,),
        fields={
            "measure_id": RowField(marked("Indikator"), refers_to=Measure),
            "kind": RowField(marked("Type")),
            "flag": RowField(marked("Nummer")),
            "on_date": RowField(marked("Dato")),
            "title": RowField(marked("Tittel")),
            "text": RowField(marked("Tekst")),
        },
        hidden=frozenset({"written_at", "written_by_id"}),
        topic=AuditTopic.MEASURES,
        sentences={
            Deed.CREATED: marked("%(who)s skrev notatet %(row)s"),
            Deed.CHANGED: marked("%(who)s endret notatet %(row)s"),
            Deed.REMOVED: marked("%(who)s fjernet notatet %(row)s"),
        },
    )
)

PHASE_PROPOSAL = register(
    RowKind(
        "phase_proposal",
        marked("Foreslått fase"),
        models=(ProposedPhase,),
        fields={
            "measure_id": RowField(marked("Indikator"), refers_to=Measure),
            "starts_on": RowField(marked("Fra")),
            "name": RowField(marked("Navn")),
            "reason": RowField(marked("Grunn")),
            "accepted": RowField(marked("Godtatt")),
            "answer": RowField(marked("Svar")),
        },
        hidden=frozenset({"by_id", "decided_at", "decided_by_id", "proposed_at", "submission"}),
        topic=AuditTopic.MEASURES,
        sentences={
            Deed.CREATED: marked("%(who)s foreslo en fase: %(row)s"),
            Deed.CHANGED: marked("%(who)s tok stilling til den foreslåtte fasen %(row)s"),
        },
    )
)
