"""The rows on a measure's chart that audit lines are about, and their words."""

from __future__ import annotations

from sqlalchemy import String

from tracker.models.improvement import Intervention
from tracker.models.measurements import Annotation, Measurement, Phase, RareEvent
from tracker.models.measures import Measure
from tracker.services.audit.registry import RowField, RowKind, register
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
        hidden=frozenset({"decided_at", "decided_by_id"}),
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
    )
)
