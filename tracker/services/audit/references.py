"""What the audit trail's numbers stand for: the names behind ids, and the measure behind a target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import AuditLine, Subject
from tracker.models.base import Base, Json, db
from tracker.models.improvement import Driver, Goal, Intervention, PdsaCycle
from tracker.models.measures import Measure, MeasureTarget

REFERENCES: Mapping[str, type[Base]] = MappingProxyType(
    {
        "measure_id": Measure,
        "outcome_id": Measure,
        "measures": Measure,
        "intervention_id": Intervention,
        "interventions": Intervention,
        "driver_id": Driver,
        "goal_id": Goal,
        "follows_id": PdsaCycle,
    }
)
"""Which table an id in a line's before or after points to: one id, a list of them, or a mapping from them."""


@dataclass(frozen=True, slots=True)
class Recollection:
    """Names by table and id, and by line the measure whose scale its values are on. Rows that are gone are missing."""

    names: Mapping[tuple[type[Base], int], str]
    measures: Mapping[int, Measure]


def recall(access: TeamAccess, lines: Sequence[AuditLine]) -> Recollection:
    """Find what the lines of one page point to, in a query a table; only the team's own rows."""
    access.require(Permission.READ_AUDIT)
    wanted: dict[type[Base], set[int]] = {}
    for line in lines:
        for side in (line.before, line.after):
            for table, row_id in _ids(side or {}):
                wanted.setdefault(table, set()).add(row_id)
    names = {
        (table, row_id): name
        for table, ids in wanted.items()
        for row_id, name in db.session.execute(_naming(table, ids, access.team.id))
    }
    return Recollection(names, _scales(access, lines))


def ids_in(value: Any) -> list[int]:  # noqa: ANN401 - whatever JSON can say
    """Give the ids in a stored reference: a number, a list, or the keys of a mapping."""
    if value is None:
        return []
    parts = list(value) if isinstance(value, list | dict) else [value]
    return [int(part) for part in parts if str(part).isdigit()]


def _ids(side: Json) -> Iterator[tuple[type[Base], int]]:
    for name, value in side.items():
        if name in REFERENCES:
            for row_id in ids_in(value):
                yield REFERENCES[name], row_id


def _naming(table: type[Base], ids: set[int], team_id: int) -> Any:  # noqa: ANN401 - SQLAlchemy's own types
    columns = table.__table__.c
    name = columns.name if "name" in columns else columns.title
    return select(columns.id, name).where(columns.id.in_(ids), columns.team_id == team_id)


def _scales(access: TeamAccess, lines: Sequence[AuditLine]) -> dict[int, Measure]:
    goals = {line.subject_id for line in lines if line.subject is Subject.GOAL}
    targets = {line.subject_id for line in lines if line.subject is Subject.TARGET}
    found: dict[tuple[Subject, int], Measure] = {}
    if goals:
        query = select(Goal.id, Measure).join(Measure, Measure.id == Goal.outcome_id)
        query = query.where(Goal.id.in_(goals), Goal.team_id == access.team.id)
        found |= {(Subject.GOAL, row_id): measure for row_id, measure in db.session.execute(query)}
    if targets:
        query = select(MeasureTarget.id, Measure).join(Measure, Measure.id == MeasureTarget.measure_id)
        query = query.where(MeasureTarget.id.in_(targets), MeasureTarget.team_id == access.team.id)
        found |= {(Subject.TARGET, row_id): measure for row_id, measure in db.session.execute(query)}
    return {line.id: found[key] for line in lines if (key := (line.subject, line.subject_id)) in found}
