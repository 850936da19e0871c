"""The library: ready measures by family, in the reader's language, for the kind of service a team gives.

A language is named by its code.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from sqlalchemy import select

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.base import db
from tracker.models.measures import CatalogueMeasure, Measure, ValueKind
from tracker.models.teams import ServiceKind
from tracker.services.locking import lock_team
from tracker.services.measures.measures import define_measure
from tracker.services.measures.plan import Plan
from tracker.services.measures.tally_question import proposed_way
from tracker.services.refusal import Refused

AT_ONCE = 3
"""How many are taken at a time: a team that begins with more soon counts none of them."""

BASELINE = 12
"""Points of the baseline that are proposed: as many as a verdict needs."""


class LibraryFault(StrEnum):
    """Why a measure of the library cannot be taken into use."""

    IN_USE = "in_use"


@dataclass(frozen=True, slots=True)
class Ready:
    """One measure of the library in one language. `used`: the team already has it."""

    key: str
    name: str
    numerator: str
    denominator: str
    exclusions: str
    unit: str
    row: CatalogueMeasure
    used: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Measures that belong together."""

    key: str
    measures: Sequence[Ready]


def families(access: TeamAccess, language: str) -> tuple[Family, ...]:
    """List what is offered to this team's kind of service, in two queries, in the library's own order."""
    access.require(Permission.DEFINE)
    mine = select(Measure.catalogue_id).where(
        Measure.team_id == access.team.id, Measure.archived_at.is_(None), Measure.catalogue_id.is_not(None)
    )
    used = set(db.session.scalars(mine))
    gathered: dict[str, list[Ready]] = {}
    for row in db.session.scalars(select(CatalogueMeasure).order_by(CatalogueMeasure.position, CatalogueMeasure.id)):
        if _is_offered(row, access.team.service):
            gathered.setdefault(row.family, []).append(_ready(row, language, used=row.id in used))
    return tuple(Family(key, measures) for key, measures in gathered.items())


def ready_measure(access: TeamAccess, key: str, language: str) -> Ready:
    """Return one measure of the library.

    Raises:
        NotFoundError: there is none of this name.
    """
    access.require(Permission.DEFINE)
    row = db.session.scalar(select(CatalogueMeasure).where(CatalogueMeasure.key == key))
    if row is None:
        raise NotFoundError(CatalogueMeasure.__tablename__)
    return _ready(row, language)


def plan_of_ready(ready: Ready) -> Plan:
    """Return a measure of the library as the plan it proposes."""
    row = ready.row
    return Plan(
        name=ready.name,
        kind=row.kind,
        value_kind=row.value_kind,
        numerator=ready.numerator,
        period_kind=row.period_kind,
        direction=row.direction,
        denominator=ready.denominator,
        exclusions=ready.exclusions,
        unit=ready.unit,
        decimals=row.decimals,
        multiplier=row.multiplier if row.value_kind is ValueKind.RATE else 1000,
        how_recorded=proposed_way(row),
        baseline_points=BASELINE,
        target=row.target,
    )


def take_ready(access: TeamAccess, *, catalogue_ids: Collection[int], language: str, submission: str) -> list[Measure]:
    """Take measures of the library into use as they are proposed, in the library's order.

    `submission` is the form's. Each row has one that follows from it: the form sent twice makes each row once.

    Raises:
        Refused: the team has one of them already, from another form; none of them is kept.
        NotFoundError: one is not offered to this team.
    """
    access.require(Permission.DEFINE)
    lock_team(access)
    offered = {ready.row.id: ready for family in families(access, language) for ready in family.measures}
    if not offered.keys() >= set(catalogue_ids):
        raise NotFoundError(CatalogueMeasure.__tablename__)
    return [
        _take(access, ready, str(uuid5(UUID(submission), ready.key)))
        for row_id, ready in offered.items()
        if row_id in catalogue_ids
    ]


def _take(access: TeamAccess, ready: Ready, submission: str) -> Measure:
    own = select(Measure.id).where(Measure.team_id == access.team.id, Measure.submission == submission)
    if ready.used and db.session.scalar(own) is None:
        raise Refused(LibraryFault.IN_USE, "measures", name=ready.name)
    return define_measure(access, plan_of_ready(ready), submission=submission, catalogue=ready.row)


def _is_offered(row: CatalogueMeasure, service: ServiceKind) -> bool:
    return not row.services or service.value in row.services.split(",")


def _ready(row: CatalogueMeasure, language: str, *, used: bool = False) -> Ready:
    texts = row.texts_in(language)
    return Ready(
        row.key,
        texts["name"],
        texts["numerator"],
        texts["denominator"],
        texts["exclusions"],
        texts["unit"],
        row=row,
        used=used,
    )
