"""Flags: one row of numbers a team, shared by interventions, tests and notes, the same wherever a flag stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from tracker.access.doors import TeamAccess
from tracker.access.permissions import Permission
from tracker.models.audit import Subject
from tracker.models.base import db
from tracker.models.improvement import Decision, Intervention, InterventionMeasure, InterventionState, PdsaCycle
from tracker.models.measurements import Annotation, AnnotationKind
from tracker.models.teams import Team


@dataclass(frozen=True, slots=True)
class TeamFlag:
    """One flag of a team: what it stands for, when, and on which measures' charts (None: on every one)."""

    number: int
    subject: Subject
    row_id: int
    on: date
    title: str
    measures: frozenset[int] | None = None
    until: date | None = None
    text: str = ""
    """What the list beside the chart says of it: what was done, or why a test was decided as it was."""
    status: InterventionState | Decision | None = None
    is_comment: bool = False

    def stands_on(self, measure_ids: Iterable[int]) -> bool:
        """Tell whether the flag belongs on the chart of one of these measures."""
        return self.measures is None or not self.measures.isdisjoint(measure_ids)


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


def team_flags(access: TeamAccess) -> list[TeamFlag]:
    """List the team's flags by day, in four queries. An idea has none, nor has a test that is planned: none has begun.

    A test stands on the chart of its own measure, or of those its intervention touches where it names none.
    """
    access.require(Permission.READ)
    team_id = access.team.id
    touched: dict[int, set[int]] = defaultdict(set)
    touches = select(InterventionMeasure.intervention_id, InterventionMeasure.measure_id)
    for intervention_id, measure_id in db.session.execute(touches.where(InterventionMeasure.team_id == team_id)):
        touched[intervention_id].add(measure_id)
    interventions = select(Intervention).where(
        Intervention.team_id == team_id,
        Intervention.state != InterventionState.IDEA,
        Intervention.started_on.is_not(None),
    )
    found = [
        TeamFlag(
            row.flag,
            Subject.INTERVENTION,
            row.id,
            row.started_on,
            row.title,
            frozenset(touched[row.id]),
            row.ended_on,
            row.text,
            row.state,
        )
        for row in db.session.scalars(interventions)
        if row.started_on is not None
    ]
    for cycle in db.session.scalars(select(PdsaCycle).where(PdsaCycle.team_id == team_id)):
        measures = touched[cycle.intervention_id] if cycle.intervention_id is not None else set()
        if cycle.measure_id is not None:
            measures = {cycle.measure_id}
        found.append(
            TeamFlag(
                cycle.flag,
                Subject.TEST,
                cycle.id,
                cycle.started_on,
                cycle.title,
                frozenset(measures),
                cycle.ended_on,
                cycle.decided_why,
                cycle.decision,
            )
        )
    for note in db.session.scalars(select(Annotation).where(Annotation.team_id == team_id)):
        on = None if note.measure_id is None else frozenset({note.measure_id})
        is_comment = note.kind is AnnotationKind.COMMENT
        found.append(
            TeamFlag(
                note.flag,
                Subject.ANNOTATION,
                note.id,
                note.on_date,
                note.title,
                on,
                text=note.text,
                is_comment=is_comment,
            )
        )
    begun = [flag for flag in found if flag.on <= access.today]
    return sorted(begun, key=lambda flag: (flag.on, flag.number))
