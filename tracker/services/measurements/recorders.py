"""Names beside numbers: who recorded them is for the team's own people, never for those who look in from outside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import bindparam, select

from tracker.access.team import TeamAccess
from tracker.models.accounts import Role, User
from tracker.models.base import db
from tracker.services.measurements.history import History

_NAMES = select(User.id, User.name).where(User.id.in_(bindparam("ids", expanding=True)))
_OWN = frozenset({Role.LEADER, Role.MEMBER, Role.USER_REPRESENTATIVE, Role.RELATIVE_REPRESENTATIVE})


def recorders_of(access: TeamAccess, histories: Iterable[History]) -> frozenset[int]:
    """Return the ids of who recorded; of nobody to a host or an advisor, who need the numbers only."""
    if access.roles.isdisjoint(_OWN):
        return frozenset()
    found = {note.recorded_by_id for history in histories for note in history.notes.values()}
    return frozenset(user_id for user_id in found if user_id is not None)


def names_of(ids: Collection[int]) -> Mapping[int, str]:
    """Return the names of people by id, in one query."""
    if not ids:
        return {}
    rows = db.session.execute(_NAMES, {"ids": list(ids)})
    return {row.id: row.name for row in rows}
