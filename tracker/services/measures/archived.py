"""Measures that were put away: not recorded any more, but shown where they stood, with who put them away and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from tracker.access.people import OSLO
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.measures import Measure
from tracker.services.measures.audit_words import MEASURE


@dataclass(frozen=True, slots=True)
class Archived:
    """A measure that was put away. The name and the reason are empty where the trail does not tell them."""

    measure: Measure
    at: datetime
    by: str = ""
    why: str = ""


def archived_since(access: TeamAccess, day: date) -> Sequence[Measure]:
    """List the team's measures that were put away on a day or later, in the team's order."""
    access.require(Permission.READ)
    query = select(Measure).where(
        Measure.team_id == access.team.id, Measure.archived_at >= datetime.combine(day, time(), OSLO)
    )
    rows = db.session.scalars(query.order_by(Measure.position, Measure.id)).all()
    return [measure for measure in rows if not measure.value_kind.is_between_events]


def archived_measures(access: TeamAccess) -> list[Archived]:
    """List all that the team has put away, the latest first, with their targets, in three queries."""
    access.require(Permission.READ)
    query = select(Measure).where(Measure.team_id == access.team.id, Measure.archived_at.is_not(None))
    query = query.order_by(Measure.archived_at.desc(), Measure.id).options(selectinload(Measure.targets))
    rows = db.session.scalars(query).all()
    told = {line.subject_id: line for line in _lines(access, [row.id for row in rows])}
    found = []
    for row in rows:
        if row.archived_at is None:
            continue
        line = told.get(row.id)
        why = "" if line is None else str((line.after or {}).get("why", ""))
        found.append(Archived(row, row.archived_at, "" if line is None else line.user_name, why))
    return found


def count_archived(access: TeamAccess) -> int:
    """Return how many measures the team has put away, in one query."""
    access.require(Permission.READ)
    query = select(func.count()).select_from(Measure)
    query = query.where(Measure.team_id == access.team.id, Measure.archived_at.is_not(None))
    return db.session.scalar(query) or 0


def _lines(access: TeamAccess, ids: Sequence[int]) -> Sequence[AuditLine]:
    """Return the lines that tell of measures being put away, the newest last."""
    query = select(AuditLine).where(
        AuditLine.team_id == access.team.id,
        AuditLine.subject == MEASURE.key,
        AuditLine.subject_id.in_(ids),
        AuditLine.deed == Deed.REMOVED,
    )
    return db.session.scalars(query.order_by(AuditLine.id)).all()
