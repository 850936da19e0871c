"""«Har fått det til»: teams that say yes to being named where others want help with what they have managed.

The host makes the tables; whether a team stands at one as somebody to ask is the team's own word, which it can take
back until the gathering is over. Nobody else can say it for the team.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import and_, bindparam, select

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.base import db
from tracker.models.gatherings import Gathering, HelpTable, Preparation, TableAnswer
from tracker.models.networks import NetworkTeam
from tracker.models.teams import Team
from tracker.services.gatherings.preparation import begin, keep
from tracker.services.gatherings.tables import tables_of

_STANDS = and_(TableAnswer.help_table_id == HelpTable.id, TableAnswer.title == HelpTable.title)
"""A yes counts for what the table was called when it was said."""

_NAMED = (
    select(HelpTable.id, Team.name)
    .join(TableAnswer, _STANDS)
    .join(Team, Team.id == TableAnswer.team_id)
    .join(NetworkTeam, and_(NetworkTeam.team_id == Team.id, NetworkTeam.network_id == bindparam("network")))
    .where(HelpTable.gathering_id == bindparam("gathering"), NetworkTeam.left_on.is_(None))
    .order_by(Team.name)
)


def named_at(row: Gathering) -> Mapping[int, Sequence[str]]:
    """Name the teams that said yes, by table id and by name; who has left the network is not named."""
    found: dict[int, list[str]] = {}
    for table_id, name in db.session.execute(_NAMED, {"gathering": row.id, "network": row.network_id}):
        found.setdefault(table_id, []).append(name)
    return found


def managed_by(access: TeamAccess, row: Gathering) -> list[int]:
    """List the tables at which a team said yes, by id."""
    access.require(Permission.READ)
    query = select(HelpTable.id).join(TableAnswer, _STANDS)
    query = query.where(HelpTable.gathering_id == row.id, TableAnswer.team_id == access.team.id)
    return list(db.session.scalars(query.order_by(HelpTable.position)))


def say_managed(access: TeamAccess, row: Gathering, known: Preparation | None, table_ids: Collection[int]) -> None:
    """Say at which tables the team has managed it and may be named. What is left out is taken back.

    Raises:
        Refused: the gathering is over.
        NotFoundError: a table is not there.
    """
    own = begin(access, row, known)
    tables = {table.id: table for table in tables_of(row)}
    if not set(table_ids) <= tables.keys():
        raise NotFoundError(HelpTable.__tablename__)
    before = managed_by(access, row)
    if set(before) == set(table_ids):
        return
    query = select(TableAnswer).where(TableAnswer.team_id == access.team.id, TableAnswer.help_table_id.in_(tables))
    stored = {each.help_table_id: each for each in db.session.scalars(query)}
    for table_id, each in stored.items():
        if table_id not in table_ids:
            db.session.delete(each)
    for table_id in table_ids:
        each = stored.get(table_id) or TableAnswer(help_table_id=table_id, team_id=access.team.id)
        if each.title != tables[table_id].title:
            each.title, each.said_at = tables[table_id].title, access.now
            db.session.add(each)
    db.session.flush()
    old, new = (", ".join(table.title for table in tables.values() if table.id in ids) for ids in (before, table_ids))
    keep(access, row, own, {"managed": old}, {"managed": new})
