"""The audit trail in words: what each column is called, and what stood in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

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
from tracker.text.locale import Locale, marked
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

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "archived_at": marked("Lagt bort"),
        "baseline": marked("Utgangspunkt"),
        "baseline_points": marked("Punkter i utgangspunktet"),
        "category": marked("Uønsket hendelse"),
        "chart_kind": marked("Diagram"),
        "claim": marked("Hvor sikkert"),
        "closed_at": marked("Avsluttet"),
        "deadline": marked("Frist"),
        "decided_why": marked("Hvorfor"),
        "decimals": marked("Desimaler"),
        "decision": marked("Følge opp"),
        "denominator": marked("Nevner"),
        "did": marked("Utføre"),
        "direction": marked("Retning"),
        "driver_id": marked("Driver"),
        "email": marked("E-post"),
        "ended_on": marked("Sluttet"),
        "ended_why": marked("Hvorfor avsluttet"),
        "excluded_at": marked("Holdt utenfor"),
        "excluded_reason": marked("Hvorfor holdt utenfor"),
        "exclusions": marked("Regnes ikke med"),
        "first": marked("Første periode"),
        "flag": marked("Nummer"),
        "follows_id": marked("Bygger på"),
        "goal_id": marked("Mål"),
        "happened_on": marked("Dato"),
        "high": marked("Målområde til"),
        "how_recorded": marked("Hvordan tallene kommer inn"),
        "imported": marked("Hentet fra fil"),
        "intervention_id": marked("Tiltak"),
        "interventions": marked("Tiltak"),
        "is_reference": marked("Referanseteam"),
        "joined_on": marked("Med siden"),
        "kind": marked("Type"),
        "last": marked("Siste periode"),
        "left_on": marked("Med til"),
        "level": marked("Nivå"),
        "low": marked("Målområde fra"),
        "measure_id": marked("Indikator"),
        "measures": marked("Indikatorer"),
        "missing_reason": marked("Hvorfor ikke målt"),
        "multiplier": marked("Per"),
        "name": marked("Navn"),
        "network": marked("Læringsnettverk"),
        "not_measured": marked("Ikke målt"),
        "note": marked("Merknad"),
        "numerator": marked("Teller"),
        "on_date": marked("Dato"),
        "opportunities": marked("Muligheter"),
        "organisations": marked("Hører til"),
        "outcome_id": marked("Resultatindikator"),
        "overwritten": marked("Overskrevet"),
        "period_kind": marked("Hvor ofte"),
        "period_start": marked("Periode fra"),
        "plan": marked("Planlegge"),
        "position": marked("Plass i rekka"),
        "prediction": marked("Det vi venter å se"),
        "profession": marked("Yrke"),
        "purpose": marked("Åpner"),
        "reason": marked("Grunn"),
        "role": marked("Rolle"),
        "rule_set": marked("Regler"),
        "sample": marked("Utvalg"),
        "service": marked("Tjeneste"),
        "source": marked("Kilde"),
        "started_on": marked("Startet"),
        "starts_on": marked("Fra"),
        "state": marked("Status"),
        "studied": marked("Evaluere"),
        "tally_question": marked("Spørsmål ved senga"),
        "target": marked("Målverdi"),
        "text": marked("Tekst"),
        "title": marked("Tittel"),
        "unit": marked("Enhet"),
        "valid_from": marked("Gjelder fra"),
        "value": marked("Verdi"),
        "value_kind": marked("Hva en verdi er"),
        "version": marked("Versjon"),
        "who_records": marked("Hvem registrerer"),
        "why": marked("Hvorfor"),
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


def changes_of(line: AuditLine, known: Recollection, locale: Locale) -> list[FieldChange]:
    """Say what a line changed, a column at a time, in the order it was written."""
    before, after = line.before or {}, line.after or {}
    told = []
    for name in dict.fromkeys([*before, *after]):
        if name in HIDDEN:
            continue
        was, became = (_said(name, side, line, known, locale) for side in (before, after))
        if was or became:
            told.append(FieldChange(locale.gettext(FIELDS[name]) if name in FIELDS else name, was, became))
    return told


def moment(at: datetime, locale: Locale) -> str:
    """Give a moment as people say it where they are: 22.11.2026 kl. 14.05."""
    local = at.astimezone(OSLO)
    return locale.gettext("%(day)s kl. %(time)s", day=locale.day(local.date()), time=locale.clock(local))


def _said(name: str, side: Json, line: AuditLine, known: Recollection, locale: Locale) -> str:
    value = side.get(name)
    if value is None or value in ("", [], {}) or (name in COUNTS and not value):
        return ""
    if name in REFERENCES:
        return _names(name, value, known, locale)
    if name in SCALED and (measure := known.measures.get(line.id)) and isinstance(value, int | float):
        return locale.exact(to_typed(measure, float(value)), is_share=is_share(measure))
    return _plain(value, _DAY if name in SPAN else _column_type(line.subject, name), locale)


def _plain(value: Any, kind: Any, locale: Locale) -> str:  # noqa: ANN401 - whatever JSON and SQLAlchemy can say
    if isinstance(value, bool):
        return locale.gettext("ja") if value else locale.gettext("nei")
    if isinstance(value, int | float):
        return locale.exact(value)
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    try:
        return _typed(str(value), kind, locale)
    except ValueError:  # written by an older version: shown as it stands
        return str(value)


def _typed(text: str, kind: Any, locale: Locale) -> str:  # noqa: ANN401 - SQLAlchemy's own types
    if isinstance(kind, Date):
        return locale.day(date.fromisoformat(text))
    if isinstance(kind, UtcDateTime):
        return moment(datetime.fromisoformat(text), locale)
    if isinstance(kind, EnumType) and (members := kind.enum_class) and members in LABELS:
        return label(members(text), locale)
    return text


def _names(name: str, value: Any, known: Recollection, locale: Locale) -> str:  # noqa: ANN401 - an id, a list or a mapping
    table = REFERENCES[name]
    words = []
    for row_id in ids_in(value):
        text = known.names.get((table, row_id)) or locale.gettext("slettet (nr. %(number)s)", number=row_id)
        if isinstance(value, dict):
            claim = _column_type(Subject.GOAL, "claim").enum_class(value[str(row_id)])
            text = f"{text} ({label(claim, locale)})"
        words.append(text)
    return ", ".join(words)


def _column_type(subject: Subject, name: str) -> Any:  # noqa: ANN401 - SQLAlchemy's own types
    for table in TABLES.get(subject, ()):
        if name in table.__table__.c:
            return table.__table__.c[name].type
    return None
