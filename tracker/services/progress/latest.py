"""The last scores of many teams, as the host or an advisor may see them in the table of a network: one query."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, exists, select

from tracker.access.network import NetworkAccess
from tracker.access.team import advised_teams
from tracker.models.accounts import Role
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.progress import Progress, ProgressSide, ProgressStep
from tracker.models.teams import Membership
from tracker.services.progress.sides import is_open, month_of

_ROW = Progress.__table__.c


@dataclass(frozen=True, slots=True)
class LatestScores:
    """What may be seen of one team: of the month that runs, or of the one before it. What is hidden is None."""

    month: date
    steps: Mapping[ProgressSide, ProgressStep]
    hidden: frozenset[ProgressSide]


def follows_progress(access: NetworkAccess) -> bool:
    """Return whether a person may see how far teams of this network have come: its host, and advisors for theirs."""
    return bool(access.roles & {Role.HOST, Role.ADVISOR})


def latest_scores(access: NetworkAccess, team_ids: Collection[int]) -> dict[int, LatestScores]:
    """Return the last scores of these teams of the network by team id, in one query, as far as this person may see.

    An advisor gets those of the teams she advises, and no one who only follows them as another team gets any.
    """
    if not follows_progress(access):
        return {}
    this = month_of(access.today)
    is_own = exists().where(
        Membership.team_id == Progress.team_id, Membership.user_id == access.user.id, Membership.left_on.is_(None)
    )
    takes_part = exists().where(
        NetworkTeam.team_id == Progress.team_id,
        NetworkTeam.network_id == access.network.id,
        NetworkTeam.left_on.is_(None),
    )
    hosts = Role.HOST in access.roles
    followed = takes_part if hosts else and_(advised_teams(access.user.id, Progress.team_id), takes_part)
    query = select(_ROW.team_id, _ROW.month, _ROW.side, _ROW.step, is_own).where(
        _ROW.team_id.in_(team_ids), _ROW.month >= month_of(this - timedelta(days=1)), followed
    )
    found: dict[int, dict[date, dict[ProgressSide, ProgressStep]]] = {}
    own: dict[int, ProgressSide | None] = {}
    for team_id, month, side, step, member in db.session.execute(query):
        found.setdefault(team_id, {}).setdefault(month, {})[side] = step
        own[team_id] = ProgressSide.TEAM if member else ProgressSide.HOST if hosts else None
    return {team_id: _latest(months, own[team_id], access.today) for team_id, months in found.items()}


def _latest(
    months: Mapping[date, Mapping[ProgressSide, ProgressStep]], own: ProgressSide | None, today: date
) -> LatestScores:
    """Return the last month with something to see; where nothing is, the last one with its sides hidden."""
    seen = [_seen(month, months[month], own, today) for month in sorted(months, reverse=True)]
    return next((each for each in seen if each.steps), seen[0])


def _seen(
    month: date, sides: Mapping[ProgressSide, ProgressStep], own: ProgressSide | None, today: date
) -> LatestScores:
    opened = is_open(month, sides, today)
    shown = {side: step for side, step in sides.items() if opened or side is own}
    return LatestScores(month, shown, frozenset(sides.keys() - shown.keys()))
