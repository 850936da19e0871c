"""The audit trail: one explicit line per deed, called by the service that does it, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from enum import Enum
from typing import Any

from tracker.access.people import Actor
from tracker.access.team import TeamAccess
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import Base, Json, db
from tracker.services.audit.registry import RowKind

_joined_with: ContextVar[str] = ContextVar("joined_with", default="")


@contextmanager
def joining(names: Sequence[str]) -> Iterator[None]:
    """Name on each line that is noted inside whose changes the deed takes along."""
    token = _joined_with.set(", ".join(names)[:250])
    try:
        yield
    finally:
        _joined_with.reset(token)


def note(
    by: Actor,
    deed: Deed,
    kind: RowKind,
    row_id: int,
    *,
    team_id: int | None = None,
    label: str = "",
    before: Json | None = None,
    after: Json | None = None,
    import_run_id: int | None = None,
) -> None:
    """Add a line to the open transaction. `team_id` may be left out where the actor stands inside a team."""
    if team_id is None and isinstance(by, TeamAccess):
        team_id = by.team.id
    db.session.add(
        AuditLine(
            team_id=team_id,
            at=by.now,
            user_id=by.user.id,
            user_name=by.user.name,
            deed=deed,
            subject=kind.key,
            subject_id=row_id,
            label=label[:200],
            joined_with=_joined_with.get(),
            import_run_id=import_run_id,
            before=before,
            after=after,
        )
    )


def note_of_nobody(
    deed: Deed,
    kind: RowKind,
    row_id: int,
    *,
    team_id: int | None,
    at: datetime,
    label: str = "",
    before: Json | None = None,
) -> None:
    """Add a line of a deed whose doer has no account: who answered, withdrew it; a count at the bedside was undone.

    Nothing of the row is told but what is given.
    """
    db.session.add(
        AuditLine(
            team_id=team_id,
            at=at,
            user_name="",
            deed=deed,
            subject=kind.key,
            subject_id=row_id,
            label=label[:200],
            before=before,
        )
    )


def snapshot(row: Base, *names: str) -> Json:
    """Return the named columns of a row as plain values, for `before` and `after`."""
    return {name: _plain(getattr(row, name)) for name in names}


def changes(before: Json, after: Json) -> tuple[Json, Json]:
    """Keep of two snapshots what differs between them."""
    keys = [key for key in after if before.get(key) != after[key]]
    return {key: before.get(key) for key in keys}, {key: after[key] for key in keys}


def _plain(value: Any) -> Any:  # noqa: ANN401 - a column may hold anything JSON can say
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value
