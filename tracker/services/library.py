"""The library: ready measures by family, in the reader's language, for the kind of service a team gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from tracker.access.doors import NotFoundError, TeamAccess
from tracker.access.permissions import Permission
from tracker.models.base import db
from tracker.models.measures import CatalogueMeasure, Measure
from tracker.models.people import Language
from tracker.models.teams import ServiceKind


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


def families(access: TeamAccess, language: Language) -> tuple[Family, ...]:
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


def ready_measure(access: TeamAccess, key: str, language: Language) -> Ready:
    """Give one measure of the library.

    Raises:
        NotFoundError: there is none of this name.
    """
    access.require(Permission.DEFINE)
    row = db.session.scalar(select(CatalogueMeasure).where(CatalogueMeasure.key == key))
    if row is None:
        raise NotFoundError(CatalogueMeasure.__tablename__)
    return _ready(row, language)


def _is_offered(row: CatalogueMeasure, service: ServiceKind) -> bool:
    return not row.services or service.value in row.services.split(",")


def _ready(row: CatalogueMeasure, language: Language, *, used: bool = False) -> Ready:
    if language is Language.EN:
        texts = (row.name_en, row.numerator_en, row.denominator_en, row.exclusions_en, row.unit_en)
    else:
        texts = (row.name_nb, row.numerator_nb, row.denominator_nb, row.exclusions_nb, row.unit_nb)
    return Ready(row.key, *texts, row=row, used=used)
