"""The rows of a team's measures that audit lines are about, and their words."""

from __future__ import annotations

from sqlalchemy import Date, Integer

from tracker.models.measures import Measure, MeasureDefinition, MeasureTarget
from tracker.services.audit.registry import RowField, RowKind, register
from tracker.text.locale import marked

MEASURE = register(
    RowKind(
        "measure",
        marked("Indikator"),
        models=(Measure,),
        fields={
            "name": RowField(marked("Navn")),
            "kind": RowField(marked("Type")),
            "value_kind": RowField(marked("Type tall")),
            "period_kind": RowField(marked("Hvor ofte")),
            "direction": RowField(marked("Retning")),
            "unit": RowField(marked("Enhet")),
            "decimals": RowField(marked("Desimaler")),
            "multiplier": RowField(marked("Rate per")),
            "short_name": RowField(marked("Kort navn")),
            "who_records": RowField(marked("Hvem registrerer")),
            "how_recorded": RowField(marked("Hvordan tallene kommer inn")),
            "sample": RowField(marked("Utvalg")),
            "tally_question": RowField(marked("Spørsmål ved senga")),
            "baseline_points": RowField(marked("Punkter i utgangsmålingen")),
            "chart_kind": RowField(marked("Diagram")),
            "rule_set": RowField(marked("Regler")),
            "position": RowField(marked("Rekkefølge")),
            "rules_changed_at": RowField(marked("Beskjed om nye regler")),
            "axis_from": RowField(marked("Aksen begynner på"), on_scale=True),
            "archived_at": RowField(marked("Arkivert")),
            "imported": RowField(marked("Hentet fra fil"), type=Integer(), blank_when_zero=True),
            "overwritten": RowField(marked("Overskrevet"), type=Integer(), blank_when_zero=True),
            "first": RowField(marked("Første periode"), type=Date()),
            "last": RowField(marked("Siste periode"), type=Date()),
        },
        hidden=frozenset({"catalogue_id", "axis_from_by_id"}),
        scale="id",
    )
)

DEFINITION = register(
    RowKind(
        "definition",
        marked("Måleplan"),
        models=(MeasureDefinition,),
        fields={
            "measure_id": RowField(marked("Indikator"), refers_to=Measure),
            "version": RowField(marked("Versjon")),
            "valid_from": RowField(marked("Gjelder fra")),
            "numerator": RowField(marked("Teller")),
            "denominator": RowField(marked("Nevner")),
            "exclusions": RowField(marked("Regnes ikke med")),
            "reason": RowField(marked("Grunn")),
        },
        hidden=frozenset({"set_at", "set_by_id"}),
    )
)

TARGET = register(
    RowKind(
        "target",
        marked("Målverdi"),
        models=(MeasureTarget,),
        fields={
            "measure_id": RowField(marked("Indikator"), refers_to=Measure),
            "value": RowField(marked("Verdi"), on_scale=True),
            "low": RowField(marked("Målområde fra"), on_scale=True),
            "high": RowField(marked("Målområde til"), on_scale=True),
            "deadline": RowField(marked("Frist")),
            "valid_from": RowField(marked("Gjelder fra")),
        },
        hidden=frozenset({"set_at", "set_by_id"}),
        scale="measure_id",
    )
)
