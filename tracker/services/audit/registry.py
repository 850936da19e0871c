"""The kinds of rows that audit lines are about. Each subject registers its own, in its module `audit_words`.

Whoever writes a line names the kind it registered; the page that shows the line finds its words here, and so needs to
know of no subject.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy.types import TypeEngine

from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import Base

HIDDEN = frozenset({"id", "team_id", "slug", "submission", "version", "created_at", "created_by_id"})
"""Columns that say nothing the line itself does not, in every table; a kind that gives one a word shows it."""


class AuditTopic(StrEnum):
    """What a part of the trail is about: what a reader chooses among."""

    MEASUREMENTS = "measurements"
    INTERVENTIONS = "interventions"
    GOALS = "goals"
    MEASURES = "measures"
    ANSWERS = "answers"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class RowField:
    """What one field is called on screen, and how its value is to be read."""

    word: str
    refers_to: type[Base] | None = None
    """The table that an id, a list of ids or a mapping from ids points to; its rows have a name or a title."""
    on_scale: bool = False
    """True for a value on the scale of the measure that `RowKind.scale` names."""
    type: TypeEngine[Any] | None = None
    """The type of what is no column of the kind's tables; of a mapping, the type of what it leads to."""
    blank_when_zero: bool = False


@dataclass(frozen=True, slots=True)
class RowKind:
    """One kind of row: what it is called, and the words of its fields."""

    key: str
    """What is stored in the line; it never changes."""
    label: str
    models: tuple[type[Base], ...] = ()
    """The tables whose columns its lines tell of."""
    fields: Mapping[str, RowField] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    """Columns that are not shown, besides `HIDDEN`."""
    scale: str | None = None
    """The column of the first table that names the measure whose scale some values are on."""
    topic: AuditTopic = AuditTopic.TEAM
    """Under which choice its lines are found."""
    sentences: Mapping[Deed, str] = field(default_factory=dict)
    """What is said of each deed, with %(who)s and, where it helps, %(row)s; of others its label and the deed."""

    withholds: bool = False
    """True where some readers may not see yet what a row says: `withhold` tells of which rows."""

    def hides(self, name: str) -> bool:
        """Return True for a field that is not shown."""
        return name in self.hidden or (name in HIDDEN and name not in self.fields)

    def type_of(self, name: str) -> TypeEngine[Any] | None:
        """Return the type of a field's values, or None for one that is not known."""
        if name in self.fields and (told := self.fields[name].type) is not None:
            return told
        for model in self.models:
            if name in model.__table__.c:
                return model.__table__.c[name].type
        return None


Withholder = Callable[[TeamAccess, Collection[int]], frozenset[int]]
"""Tells which of these rows a reader may not see the content of yet: their lines say who and when, and no more."""

_kinds: dict[str, RowKind] = {}
_withholders: dict[str, Withholder] = {}

KINDS: Mapping[str, RowKind] = MappingProxyType(_kinds)
"""Every registered kind by its key."""


def register(kind: RowKind) -> RowKind:
    """Add a kind of row and return it. Raise `ValueError` if its key is taken by another."""
    if kind.key in _kinds:
        raise ValueError(kind.key)
    _kinds[kind.key] = kind
    return kind


def withhold(kind: RowKind, tell: Withholder) -> None:
    """Say how it is found which rows of a kind are withheld."""
    _withholders[kind.key] = tell


def withheld_rows(kind: RowKind, access: TeamAccess, row_ids: Collection[int]) -> frozenset[int]:
    """Return which of these rows a reader may not see yet: all, where a kind withholds and nothing tells which."""
    if not kind.withholds:
        return frozenset()
    tell = _withholders.get(kind.key)
    return frozenset(row_ids) if tell is None else tell(access, row_ids)
