"""The audit trail in words: what was done to what, what each field is called, and what stood in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date
from sqlalchemy import Enum as EnumType
from sqlalchemy.types import TypeEngine

from tracker.models.audit import AuditLine
from tracker.models.base import Base, UtcDateTime
from tracker.services.audit.references import Recollection, ids_in
from tracker.services.audit.registry import KINDS, RowField, RowKind
from tracker.services.measures.values import is_share, to_typed
from tracker.text.locale import Locale
from tracker.views.labels import LABELS, label
from tracker.views.moments import whole_moment


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's words before and after; either is empty where there was nothing."""

    field: str
    before: str
    after: str


def changes_of(line: AuditLine, known: Recollection, locale: Locale) -> list[FieldChange]:
    """Return what a line changed, a field at a time, in the order it was written."""
    kind = KINDS.get(line.subject, RowKind(line.subject, line.subject))  # of a subject that is no longer there
    if line.id in known.withheld:
        return [FieldChange(locale.gettext("Innholdet"), "", locale.gettext("vises når begge har satt sitt"))]
    before, after = line.before or {}, line.after or {}
    changed = []
    for name in dict.fromkeys([*before, *after]):
        if kind.hides(name):
            continue
        field = kind.fields.get(name, RowField(""))
        was, became = (_Value(kind, field, name, side.get(name)).said(line, known, locale) for side in (before, after))
        if was or became:
            word = locale.gettext(field.word) if field.word else name  # one that an older version wrote: as it stands
            changed.append(FieldChange(word, was, became))
    return changed


def kind_word(line: AuditLine, locale: Locale) -> str:
    """Return what kind of row a line is about, in one word."""
    kind = KINDS.get(line.subject)
    return line.subject if kind is None else locale.gettext(kind.label)


@dataclass(frozen=True, slots=True)
class _Value:
    kind: RowKind
    field: RowField
    name: str
    value: Any

    def said(self, line: AuditLine, known: Recollection, locale: Locale) -> str:
        value = self.value
        if value is None or value in ("", [], {}) or (self.field.blank_when_zero and not value):
            return ""
        if (table := self.field.refers_to) is not None:
            return self._names(table, known, locale)
        if self.field.on_scale and (measure := known.measures.get(line.id)) and isinstance(value, int | float):
            return locale.exact(to_typed(measure, float(value)), is_share=is_share(measure))
        return _plain(value, self.kind.type_of(self.name), locale)

    def _names(self, table: type[Base], known: Recollection, locale: Locale) -> str:
        words = []
        for row_id in ids_in(self.value):
            text = known.names.get((table, row_id)) or locale.gettext("slettet (nr. %(number)s)", number=row_id)
            if isinstance(self.value, dict):
                text = f"{text} ({_plain(self.value[str(row_id)], self.kind.type_of(self.name), locale)})"
            words.append(text)
        return ", ".join(words)


def _plain(value: Any, kind: TypeEngine[Any] | None, locale: Locale) -> str:  # noqa: ANN401 - whatever JSON can say
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


def _typed(text: str, kind: TypeEngine[Any] | None, locale: Locale) -> str:
    if isinstance(kind, Date):
        return locale.day(date.fromisoformat(text))
    if isinstance(kind, UtcDateTime):
        return whole_moment(datetime.fromisoformat(text), locale)
    if isinstance(kind, EnumType) and (members := kind.enum_class) and members in LABELS:
        return label(members(text), locale)
    return text
