"""The audit trail in words: what each column is called, and what stood in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Date
from sqlalchemy import Enum as EnumType

from tracker.access.people import OSLO
from tracker.models.audit import AuditLine, Subject
from tracker.models.base import Base, Json, UtcDateTime
from tracker.models.improvement import Driver, Goal, GoalMeasure, GoalTarget, Intervention, PdsaCycle
from tracker.models.measurements import Annotation, Measurement, Phase, RareEvent
from tracker.models.measures import Measure, MeasureDefinition, MeasureTarget
from tracker.models.tally import TeamCode
from tracker.models.teams import Invitation, Membership, Team
from tracker.services.audit.references import REFERENCES, Recollection, ids_in
from tracker.services.measures.values import is_share, to_typed
from tracker.text.locale import Locale
from tracker.views.labels import LABELS, label

TABLES: Mapping[Subject, tuple[type[Base], ...]] = MappingProxyType(
    {
        Subject.MEASUREMENT: (Measurement,),
        Subject.RARE_EVENT: (RareEvent,),
        Subject.MEASURE: (Measure,),
        Subject.DEFINITION: (MeasureDefinition,),
        Subject.TARGET: (MeasureTarget,),
        Subject.PHASE: (Phase,),
        Subject.ANNOTATION: (Annotation,),
        Subject.GOAL: (Goal, GoalTarget, GoalMeasure),
        Subject.DRIVER: (Driver,),
        Subject.INTERVENTION: (Intervention,),
        Subject.TEST: (PdsaCycle,),
        Subject.TEAM: (Team,),
        Subject.MEMBERSHIP: (Membership,),
        Subject.INVITATION: (Invitation, Membership),
        Subject.TEAM_CODE: (TeamCode,),
    }
)
"""Where the columns of a team's lines come from. Lines of the office's subjects never belong to a team."""

FIELDS: Mapping[str, Any] = MappingProxyType(
    {
        "archived_at": _("Lagt bort"),
        "baseline": _("Utgangspunkt"),
        "baseline_points": _("Punkter i utgangspunktet"),
        "category": _("Uønsket hendelse"),
        "chart_kind": _("Diagram"),
        "claim": _("Hvor sikkert"),
        "closed_at": _("Avsluttet"),
        "deadline": _("Frist"),
        "decided_why": _("Hvorfor"),
        "decimals": _("Desimaler"),
        "decision": _("Følge opp"),
        "denominator": _("Nevner"),
        "did": _("Utføre"),
        "direction": _("Retning"),
        "driver_id": _("Driver"),
        "email": _("E-post"),
        "ended_on": _("Sluttet"),
        "ended_why": _("Hvorfor avsluttet"),
        "excluded_at": _("Holdt utenfor"),
        "excluded_reason": _("Hvorfor holdt utenfor"),
        "exclusions": _("Regnes ikke med"),
        "first": _("Første periode"),
        "flag": _("Nummer"),
        "follows_id": _("Bygger på"),
        "goal_id": _("Mål"),
        "happened_on": _("Dato"),
        "high": _("Målområde til"),
        "how_recorded": _("Hvordan tallene kommer inn"),
        "imported": _("Hentet fra fil"),
        "intervention_id": _("Tiltak"),
        "interventions": _("Tiltak"),
        "is_reference": _("Referanseteam"),
        "joined_on": _("Med siden"),
        "kind": _("Type"),
        "last": _("Siste periode"),
        "left_on": _("Med til"),
        "level": _("Nivå"),
        "low": _("Målområde fra"),
        "measure_id": _("Indikator"),
        "measures": _("Indikatorer"),
        "missing_reason": _("Hvorfor ikke målt"),
        "multiplier": _("Per"),
        "name": _("Navn"),
        "network": _("Læringsnettverk"),
        "not_measured": _("Ikke målt"),
        "note": _("Merknad"),
        "numerator": _("Teller"),
        "on_date": _("Dato"),
        "opportunities": _("Muligheter"),
        "organisations": _("Hører til"),
        "outcome_id": _("Resultatindikator"),
        "overwritten": _("Overskrevet"),
        "period_kind": _("Hvor ofte"),
        "period_start": _("Periode fra"),
        "plan": _("Planlegge"),
        "position": _("Plass i rekka"),
        "prediction": _("Det vi venter å se"),
        "profession": _("Yrke"),
        "purpose": _("Åpner"),
        "reason": _("Grunn"),
        "role": _("Rolle"),
        "rule_set": _("Regler"),
        "sample": _("Utvalg"),
        "service": _("Tjeneste"),
        "source": _("Kilde"),
        "started_on": _("Startet"),
        "starts_on": _("Fra"),
        "state": _("Status"),
        "studied": _("Evaluere"),
        "tally_question": _("Spørsmål ved senga"),
        "target": _("Målverdi"),
        "text": _("Tekst"),
        "title": _("Tittel"),
        "unit": _("Enhet"),
        "valid_from": _("Gjelder fra"),
        "value": _("Verdi"),
        "value_kind": _("Hva en verdi er"),
        "version": _("Versjon"),
        "who_records": _("Hvem registrerer"),
        "why": _("Hvorfor"),
    }
)
"""What a column is called on screen. A test fails on a column of a team's table that is neither here nor hidden."""

HIDDEN = frozenset(
    {
        "id", "team_id", "user_id", "slug", "submission", "token_hash", "next_flag", "catalogue_id",
        "created_at", "created_by_id", "recorded_at", "recorded_by_id", "set_at", "set_by_id", "decided_at",
        "decided_by_id", "written_at", "written_by_id", "excluded_by_id", "invited_by_id", "expires_at", "accepted_at",
        "revoked_at", "code",
    }
)  # fmt: skip
"""Columns that say nothing the line itself does not: who and when stand beside it."""

SCALED = frozenset({"value", "low", "high", "baseline", "target"})
"""Columns stored on a measure's scale, where a line is about a target or a goal."""

SPAN = frozenset({"first", "last"})
"""Days of an import's line, which are no columns: the first and the last period it wrote."""

COUNTS = frozenset({"imported", "overwritten"})
"""Counts of an import's line: none says nothing."""

_DAY = Date()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column's words before and after; either is empty where there was nothing."""

    field: str
    before: str
    after: str


def changes_of(line: AuditLine, known: Recollection, language: Locale) -> list[FieldChange]:
    """Say what a line changed, a column at a time, in the order it was written."""
    before, after = line.before or {}, line.after or {}
    told = []
    for name in dict.fromkeys([*before, *after]):
        if name in HIDDEN:
            continue
        was, became = (_said(name, side, line, known, language) for side in (before, after))
        if was or became:
            told.append(FieldChange(str(FIELDS.get(name, name)), was, became))
    return told


def moment(at: datetime, language: Locale) -> str:
    """Give a moment as people say it where they are: 22.11.2026 kl. 14.05."""
    local = at.astimezone(OSLO)
    time = f"{local:%H:%M}" if language.code == "en" else f"{local:%H.%M}"
    return str(gettext("%(day)s kl. %(time)s", day=language.day(local.date()), time=time))


def _said(name: str, side: Json, line: AuditLine, known: Recollection, language: Locale) -> str:
    value = side.get(name)
    if value is None or value in ("", [], {}) or (name in COUNTS and not value):
        return ""
    if name in REFERENCES:
        return _names(name, value, known)
    if name in SCALED and (measure := known.measures.get(line.id)) and isinstance(value, int | float):
        return language.exact(to_typed(measure, float(value)), is_share=is_share(measure))
    return _plain(value, _DAY if name in SPAN else _column_type(line.subject, name), language)


def _plain(value: Any, kind: Any, language: Locale) -> str:  # noqa: ANN401 - whatever JSON and SQLAlchemy can say
    if isinstance(value, bool):
        return str(gettext("ja") if value else gettext("nei"))
    if isinstance(value, int | float):
        return language.exact(value)
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    try:
        return _typed(str(value), kind, language)
    except ValueError:  # written by an older version: shown as it stands
        return str(value)


def _typed(text: str, kind: Any, language: Locale) -> str:  # noqa: ANN401 - SQLAlchemy's own types
    if isinstance(kind, Date):
        return language.day(date.fromisoformat(text))
    if isinstance(kind, UtcDateTime):
        return moment(datetime.fromisoformat(text), language)
    if isinstance(kind, EnumType) and (members := kind.enum_class) and members in LABELS:
        return label(members(text))
    return text


def _names(name: str, value: Any, known: Recollection) -> str:  # noqa: ANN401 - an id, a list of them, or a mapping
    table = REFERENCES[name]
    words = []
    for row_id in ids_in(value):
        text = known.names.get((table, row_id)) or gettext("slettet (nr. %(number)s)", number=row_id)
        if isinstance(value, dict):
            claim = _column_type(Subject.GOAL, "claim").enum_class(value[str(row_id)])
            text = f"{text} ({label(claim)})"
        words.append(text)
    return ", ".join(words)


def _column_type(subject: Subject, name: str) -> Any:  # noqa: ANN401 - SQLAlchemy's own types
    for table in TABLES.get(subject, ()):
        if name in table.__table__.c:
            return table.__table__.c[name].type
    return None
