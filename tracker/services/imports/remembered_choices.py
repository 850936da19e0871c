"""What a team decided about a file, remembered for the next one with the same first row."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import select

from tracker.access.team import TeamAccess
from tracker.models.base import db
from tracker.models.imports import ImportHabit, Upload
from tracker.services.imports.file.header_row import fold
from tracker.services.locking import lock_team

_OF_ONE_FILE = ("year", "marks", "far")
"""What was decided about one file's numbers, and says nothing of the next."""


def find(access: TeamAccess, header: Sequence[str]) -> ImportHabit | None:
    """Return what the team decided for files with this first row."""
    query = select(ImportHabit).where(ImportHabit.team_id == access.team.id, ImportHabit.header_hash == _hash(header))
    return db.session.scalar(query)


def remember(access: TeamAccess, header: Sequence[str], upload: Upload) -> None:
    """Keep what was decided about this file for the next one like it."""
    lock_team(access)  # two who decide about the same kind of file at once remember it once
    row = find(access, header)
    if row is None:
        row = ImportHabit(team_id=access.team.id, header_hash=_hash(header))
        db.session.add(row)
    choices = {name: said for name, said in (upload.choices or {}).items() if name not in _OF_ONE_FILE}
    row.columns, row.choices, row.measure_id = upload.columns or {}, choices, upload.measure_id
    row.chosen_at = access.now


def _hash(header: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(map(fold, header)).encode()).hexdigest()
