"""Versions of the rows people edit: counted once a deed, so that nobody writes over what she has not seen.

A service that changes such a row calls `count_version` with the row as it was read. The comparison stands under the
row's lock, so of two who save at the same moment the second is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from tracker.access.people import Actor
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import Versioned, db
from tracker.models.versions import SavedVersion
from tracker.services.audit.registry import KINDS


class Outdated(RuntimeError):  # noqa: N818 - reads as a sentence where it is raised
    """Somebody saved the row between its reading and this deed. Nothing may be kept; read it again."""

    def __init__(self, row: str, saves: Sequence[Save]) -> None:
        """Say which row, and who saved since."""
        super().__init__(f"{row} was saved meanwhile")
        self.saves = saves


@dataclass(frozen=True, slots=True)
class Save:
    """One version of a row that somebody saved."""

    user_id: int | None
    name: str
    at: datetime


def count_version(by: Actor, row: Versioned) -> None:
    """Count one more version of a row and remember whose it is: called once by each deed that changed something.

    Raises:
        Outdated: another version was saved, or the row was removed, since it was read.
    """
    hold_version(row)
    row.version += 1
    db.session.add(
        SavedVersion(
            table_name=row.__tablename__,
            row_id=row.id,
            version=row.version,
            user_id=by.user.id,
            user_name=by.user.name,
            at=by.now,
        )
    )
    db.session.flush()


def hold_version(row: Versioned) -> None:
    """Lock a row until the transaction ends, and see that it is still as it was read.

    Raises:
        Outdated: another version was saved, or the row was removed, since.
    """
    table, known = type(row), row.version
    with db.session.no_autoflush:
        stored = db.session.scalar(select(table.version).where(table.id == row.id).with_for_update())
        if stored != known:
            raise Outdated(table.__tablename__, saves_since(row, known))


def saves_since(row: Versioned, version: int) -> list[Save]:
    """List who saved a row after a version, the first of them first."""
    query = select(SavedVersion).where(
        SavedVersion.table_name == row.__tablename__, SavedVersion.row_id == row.id, SavedVersion.version > version
    )
    rows = db.session.scalars(query.order_by(SavedVersion.version)).all()
    return [Save(each.user_id, each.user_name, each.at) for each in rows]


def forget_versions(row: Versioned) -> None:
    """Forget who saved a row that is removed: SQLite may give its number to the next one."""
    ours = (SavedVersion.table_name == row.__tablename__, SavedVersion.row_id == row.id)
    db.session.execute(delete(SavedVersion).where(*ours))


def removal_of(team_id: int | None, table: str, row_id: int) -> Save | None:
    """Find who removed a row, in a team's audit trail, or without a team in the whole of it; None where nobody did."""
    subject = next((kind.key for kind in KINDS.values() if kind.models and kind.models[0].__tablename__ == table), "")
    query = select(AuditLine).where(
        AuditLine.subject == subject, AuditLine.subject_id == row_id, AuditLine.deed == Deed.REMOVED
    )
    if team_id is not None:
        query = query.where(AuditLine.team_id == team_id)
    line = db.session.scalars(query.order_by(AuditLine.id.desc())).first()
    return None if line is None else Save(line.user_id, line.user_name, line.at)
