"""Tables for the day: the host gathers the teams that want help with alike round the same one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, select

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.gatherings import Gathering, HelpTable, Preparation
from tracker.services.audit.log import note
from tracker.services.gatherings.audit_words import GATHERING
from tracker.services.gatherings.gatherings import require_here
from tracker.services.versions import count_version, hold_version

MOST_TABLES = 6
_TABLES = (
    select(HelpTable).where(HelpTable.gathering_id == bindparam("gathering")).order_by(HelpTable.position, HelpTable.id)
)


def tables_of(row: Gathering) -> Sequence[HelpTable]:
    """List the tables of a gathering, in their order."""
    return db.session.scalars(_TABLES, {"gathering": row.id}).all()


def wishes_of(access: NetworkAccess, row: Gathering) -> Sequence[Preparation]:
    """List what the teams want help with, as they answered: only those who want something."""
    access.require(Permission.READ_NETWORK)
    followed = [team.id for team in access.teams()]
    query = select(Preparation).where(
        Preparation.gathering_id == row.id, Preparation.help != "", Preparation.team_id.in_(followed)
    )
    return db.session.scalars(query.order_by(Preparation.id)).all()


def set_tables(
    access: NetworkAccess, row: Gathering, titles: Mapping[int, str], seats: Mapping[int, int | None]
) -> None:
    """Name the tables by their places, and seat each team (by team id) at the table of a place, or at none.

    A table without a name is taken away, and who sat there sits at none.
    """
    access.require(Permission.MANAGE_NETWORK)
    require_here(access, row)
    hold_version(row)
    stored = {table.position: table for table in tables_of(row)}
    before = {table.position: table.title for table in stored.values()}
    for place, title in titles.items():
        if title and place in stored:
            stored[place].title = title
        elif title:
            stored[place] = HelpTable(gathering_id=row.id, title=title, position=place)
            db.session.add(stored[place])
        elif place in stored:
            db.session.delete(stored.pop(place))
    db.session.flush()
    moved = _seat(access, row, stored, seats)
    after = {table.position: table.title for table in stored.values()}
    if moved or before != after:
        count_version(access, row)
        said = {"tables": [after[place] for place in sorted(after)], "moved": sorted(moved)}
        note(access, Deed.CHANGED, GATHERING, row.id, label=row.title, after=said)


def _seat(
    access: NetworkAccess, row: Gathering, stored: Mapping[int, HelpTable], seats: Mapping[int, int | None]
) -> list[int]:
    moved = []
    for wish in wishes_of(access, row):
        if wish.team_id not in seats:
            continue
        table = stored.get(seats[wish.team_id] or 0)
        wanted = table.id if table else None
        if wish.help_table_id != wanted:
            wish.help_table_id = wanted
            moved.append(wish.team_id)
    db.session.flush()
    return moved
