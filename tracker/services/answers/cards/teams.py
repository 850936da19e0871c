"""The teams of a network that can print: what each asks, and the code its square leads to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.models.base import db
from tracker.models.tally import CodePurpose, TeamCode
from tracker.services.answers.question import AskedQuestion, asked_by_teams


@dataclass(frozen=True, slots=True)
class AskingTeam:
    """A team, and what stands on its sheets."""

    name: str
    slug: str
    code: str
    """The code of its answer page; "" where it has none that works."""
    asked: AskedQuestion


def asking_teams(access: NetworkAccess) -> list[AskingTeam]:
    """List the network's teams to its host, by name, in a constant number of queries.

    A code hangs on the ward's wall and opens the question alone, so the host may print it.
    """
    access.require(Permission.MANAGE_NETWORK)
    teams = [team for team in access.teams() if not team.is_reference]
    query = select(TeamCode.team_id, TeamCode.code).where(
        TeamCode.team_id.in_([team.id for team in teams]),
        TeamCode.purpose == CodePurpose.ANSWER,
        TeamCode.revoked_at.is_(None),
    )
    codes = {row.team_id: row.code for row in db.session.execute(query)}
    asked = asked_by_teams(teams)
    return [AskingTeam(team.name, team.slug, codes.get(team.id, ""), asked[team.id]) for team in teams]
