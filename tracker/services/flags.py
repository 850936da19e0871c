"""Flag numbers: one row of them a team, shared by interventions, tests and notes, the same wherever a flag stands."""

from __future__ import annotations

from sqlalchemy import select

from tracker.access.doors import TeamAccess
from tracker.models.base import db
from tracker.models.teams import Team


def hold_team(access: TeamAccess) -> Team:
    """Lock the team's row until the deed is settled: of two equal submissions, the second then sees the first."""
    query = select(Team).where(Team.id == access.team.id).with_for_update()
    return db.session.scalars(query, execution_options={"populate_existing": True}).one()


def take_flag(access: TeamAccess) -> int:
    """Take the team's next number. The team's row stays locked until the deed is settled, so no two get the same."""
    team = hold_team(access)
    number = team.next_flag
    team.next_flag = number + 1
    db.session.flush()
    return number
