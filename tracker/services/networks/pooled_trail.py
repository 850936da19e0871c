"""What the trail says of a pooled measure: changes that would show a team's numbers as a difference of two readings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sqlalchemy import and_, or_, select

from tracker.access.network import NetworkAccess
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.imports import ImportRun
from tracker.services.imports.audit_words import IMPORT
from tracker.services.measures.audit_words import MEASURE
from tracker.services.networks.audit_words import NETWORK


@dataclass(slots=True)
class PooledTrail:
    """When the rows of a measure went and came back, when one was turned round, and which thresholds there were."""

    away: list[tuple[int, float, float]] = field(default_factory=list)
    """A measure's id, and from when until when it was put away."""
    turned: list[tuple[int, float]] = field(default_factory=list)
    """A measure's id, and when it was said of it that the other way is better."""
    earlier: list[tuple[int, float]] = field(default_factory=list)
    """A threshold that was, and until when."""
    undone: list[tuple[frozenset[int], float, float]] = field(default_factory=list)
    """Measures a file had numbers of, from when until when these stood: it was undone afterwards."""

    def thresholds(self, settled: float, now: int) -> Iterator[int]:
        """Return every threshold there has been since a moment, and the one there is now."""
        yield now
        yield from (number for number, until in self.earlier if until > settled)


def pooled_trail(access: NetworkAccess, measure_ids: Collection[int]) -> PooledTrail:
    """Read what became of the rows and of the network's threshold, in one query."""
    found = PooledTrail()
    query = select(AuditLine.subject, AuditLine.subject_id, AuditLine.deed, AuditLine.at, AuditLine.before).where(
        or_(
            and_(AuditLine.subject == MEASURE.key, AuditLine.subject_id.in_(measure_ids)),
            and_(AuditLine.subject == NETWORK.key, AuditLine.subject_id == access.network.id),
        ),
        AuditLine.deed.in_([Deed.CHANGED, Deed.REMOVED, Deed.RESTORED]),
    )
    put_away: dict[int, float] = {}
    for subject, row_id, deed, at, before in db.session.execute(query.order_by(AuditLine.id)):
        moment, was = at.timestamp(), before or {}
        if deed is Deed.REMOVED and subject == MEASURE.key:
            put_away[row_id] = moment
        elif deed is Deed.RESTORED and row_id in put_away:
            found.away.append((row_id, put_away.pop(row_id), moment))
        elif subject == MEASURE.key and "direction" in was:
            found.turned.append((row_id, moment))
        elif subject == NETWORK.key and "small_number" in was:
            found.earlier.append((was["small_number"], moment))
    return found


def undone_imports(team_ids: Collection[int]) -> list[tuple[frozenset[int], float, float]]:
    """Return of which measures, from when until when a file's numbers stood that was undone afterwards, in one query.

    A period that settled meanwhile was seen with them, and would be seen without: the difference is a team's number.
    """
    query = select(ImportRun.stored_at, ImportRun.undone_at, AuditLine.after).join(
        AuditLine,
        and_(AuditLine.subject == IMPORT.key, AuditLine.subject_id == ImportRun.id, AuditLine.deed == Deed.REMOVED),
    )
    rows = db.session.execute(query.where(ImportRun.team_id.in_(team_ids), ImportRun.undone_at.is_not(None)))
    return [
        (frozenset((after or {}).get("measures", ())), stored.timestamp(), undone.timestamp())
        for stored, undone, after in rows
        if undone is not None
    ]
