"""Locks that make two people's deeds come one after the other."""

from __future__ import annotations

from sqlalchemy import select

from tracker.access.team import TeamAccess
from tracker.models.base import db
from tracker.models.teams import Team


def lock_team(access: TeamAccess) -> Team:
    """Lock the team's row until the transaction ends, so that the second of two equal submissions sees the first."""
    query = select(Team).where(Team.id == access.team.id).with_for_update()
    return db.session.scalars(query, execution_options={"populate_existing": True}).one()
