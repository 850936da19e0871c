"""What the audit trail's numbers stand for: the names behind ids, and the measure behind a target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import AuditLine
from tracker.models.base import Base, db
from tracker.models.measures import Measure
from tracker.services.audit.registry import KINDS, withheld_rows


@dataclass(frozen=True, slots=True)
class Recollection:
    """Names by table and id, and by line the measure whose scale its values are on. Rows that are gone are missing."""

    names: Mapping[tuple[type[Base], int], str]
    measures: Mapping[int, Measure]
    withheld: frozenset[int] = frozenset()
    """Lines, by id, whose content this reader may not see yet."""


def recall(access: TeamAccess, lines: Sequence[AuditLine]) -> Recollection:
    """Find what the lines of one page point to, in a query a table; only the team's own rows."""
    access.require(Permission.READ_AUDIT)
    wanted: dict[type[Base], set[int]] = {}
    for line in lines:
        for table, row_id in _ids(line):
            wanted.setdefault(table, set()).add(row_id)
    names = {
        (table, row_id): name
        for table, ids in wanted.items()
        for row_id, name in db.session.execute(_naming(table, ids, access.team.id))
    }
    return Recollection(names, _scales(access, lines), _withheld(access, lines))


def ids_in(value: Any) -> list[int]:  # noqa: ANN401 - whatever JSON can say
    """Return the ids in a stored reference: a number, a list, or the keys of a mapping."""
    if value is None:
        return []
    parts = list(value) if isinstance(value, list | dict) else [value]
    return [int(part) for part in parts if str(part).isdigit()]


def _ids(line: AuditLine) -> Iterator[tuple[type[Base], int]]:
    kind = KINDS.get(line.subject)
    for side in (line.before, line.after):
        for name, value in (side or {}).items():
            field = None if kind is None else kind.fields.get(name)
            if field is not None and field.refers_to is not None:
                for row_id in ids_in(value):
                    yield field.refers_to, row_id


def _naming(table: type[Base], ids: set[int], team_id: int) -> Any:  # noqa: ANN401 - SQLAlchemy's own types
    columns = table.__table__.c
    name = columns.name if "name" in columns else columns.title
    return select(columns.id, name).where(columns.id.in_(ids), columns.team_id == team_id)


def _withheld(access: TeamAccess, lines: Sequence[AuditLine]) -> frozenset[int]:
    found: set[int] = set()
    for key in {line.subject for line in lines}:
        kind = KINDS.get(key)
        if kind is not None and kind.withholds:
            own = [line for line in lines if line.subject == key]
            rows = withheld_rows(kind, access, {line.subject_id for line in own})
            found.update(line.id for line in own if line.subject_id in rows)
    return frozenset(found)


def _scales(access: TeamAccess, lines: Sequence[AuditLine]) -> dict[int, Measure]:
    rows: dict[str, set[int]] = {}
    for line in lines:
        rows.setdefault(line.subject, set()).add(line.subject_id)
    found: dict[tuple[str, int], Measure] = {}
    for key, ids in rows.items():
        if (kind := KINDS.get(key)) is not None and kind.scale is not None:
            columns = kind.models[0].__table__.c
            scale = aliased(Measure)  # the rows may be measures themselves
            query = select(columns.id, scale).join(scale, scale.id == columns[kind.scale])
            query = query.where(columns.id.in_(ids), columns.team_id == access.team.id)
            found |= {(key, row_id): measure for row_id, measure in db.session.execute(query)}
    return {line.id: found[at] for line in lines if (at := (line.subject, line.subject_id)) in found}
