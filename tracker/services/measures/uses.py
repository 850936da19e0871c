"""Where a measure is used: what loses its numbers, or stands on its chart, if it is put away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Select, literal, select, union_all

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.base import db
from tracker.models.improvement import Driver, Goal, GoalMeasure, Intervention, InterventionMeasure, PdsaCycle
from tracker.models.measurements import Phase
from tracker.models.measures import Measure, ValueKind
from tracker.models.networks import Network, NetworkTeam
from tracker.models.tally import CodePurpose, TeamCode


class UsedBy(NamedTuple):
    """A row that uses a measure, by what it is called; a driver's id is that of its goal."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureUses:
    """All that uses one measure."""

    outcome_of: Sequence[UsedBy] = ()
    """Open goals whose outcome it is."""
    followed_by: Sequence[UsedBy] = ()
    """Open goals that follow it beside their outcome."""
    drivers: Sequence[UsedBy] = ()
    interventions: Sequence[UsedBy] = ()
    """Interventions whose flag stands on its chart and that have not ended."""
    tests: Sequence[UsedBy] = ()
    """Tests that are not finished."""
    phases: Sequence[UsedBy] = ()
    networks: Sequence[UsedBy] = ()
    """Networks whose table the team stands in."""
    question: str = ""
    """What is asked of it at the bedside, where the team has a code that asks."""

    @property
    def places(self) -> int:
        """Return in how many places it is used; a network alone is no place, since every measure stands there."""
        rows = (self.outcome_of, self.followed_by, self.drivers, self.interventions, self.tests, self.phases)
        return sum(len(found) for found in rows) + bool(self.question)


def uses_of(access: TeamAccess, measure: Measure) -> MeasureUses:
    """Find where one of the team's measures is used, in two queries."""
    access.require(Permission.READ)
    team, own = access.team.id, measure.id
    kinds: dict[str, Select[int, str]] = {
        "outcome_of": select(Goal.id, Goal.title).where(Goal.outcome_id == own, Goal.closed_at.is_(None)),
        "followed_by": select(Goal.id, Goal.title)
        .join(GoalMeasure, GoalMeasure.goal_id == Goal.id)
        .where(GoalMeasure.measure_id == own, Goal.closed_at.is_(None)),
        "drivers": select(Driver.goal_id, Driver.title)
        .join(Goal, Goal.id == Driver.goal_id)
        .where(Driver.measure_id == own, Goal.closed_at.is_(None)),
        "interventions": select(Intervention.id, Intervention.title)
        .join(InterventionMeasure, InterventionMeasure.intervention_id == Intervention.id)
        .where(InterventionMeasure.measure_id == own, Intervention.ended_on.is_(None)),
        "tests": select(PdsaCycle.id, PdsaCycle.title).where(PdsaCycle.measure_id == own, PdsaCycle.ended_on.is_(None)),
        "phases": select(Phase.id, Phase.name).where(Phase.measure_id == own),
        "networks": select(Network.id, Network.name)
        .join(NetworkTeam, NetworkTeam.network_id == Network.id)
        .where(NetworkTeam.team_id == team, NetworkTeam.left_on.is_(None)),
    }
    every = union_all(*(query.add_columns(literal(kind)) for kind, query in kinds.items()))
    found: dict[str, list[UsedBy]] = {kind: [] for kind in kinds}
    for row_id, name, kind in db.session.execute(every):
        found[kind].append(UsedBy(row_id, name))
    return MeasureUses(
        **{kind: tuple(sorted(rows)) for kind, rows in found.items()}, question=_question(access, measure)
    )


def _question(access: TeamAccess, measure: Measure) -> str:
    """Return what is asked at the bedside; nothing where no code leads there."""
    if measure.value_kind is not ValueKind.PROPORTION or not measure.tally_question:
        return ""
    code = select(TeamCode.id).where(
        TeamCode.team_id == access.team.id, TeamCode.purpose == CodePurpose.TELL, TeamCode.revoked_at.is_(None)
    )
    return "" if db.session.scalar(code) is None else measure.tally_question
