"""Who in a team can be named in an evaluation."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.access.team import TeamAccess
from tracker.models.teams import Membership
from tracker.services.teams.members import members


def people_to_choose(access: TeamAccess, chosen: Membership | None) -> Sequence[tuple[int, str]]:
    """Return who in the team can be chosen; who has left stays where she is chosen."""
    rows = {each.id: each.user.name for each in members(access)}
    if chosen is not None:
        rows.setdefault(chosen.id, chosen.user.name)
    return list(rows.items())
