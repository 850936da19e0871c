"""Measures of the demo's teams, taken from the library as a leader would."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from tracker.access.team import TeamAccess
from tracker.models.accounts import Language
from tracker.models.measures import HowRecorded, Measure
from tracker.services.measures import library, measures
from tracker.services.measures import plan as plan_service
from tracker.services.measures.tally_question import proposed_way

_SPACE = UUID("5b0c2f3e-6a57-4d5e-9a4c-0f6b3c1d2e7a")
BASELINE = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """What a team changes of a library measure: its name, where it wants to be (a share is 0 to 1) by when, and how."""

    target: float | None = None
    deadline: date | None = None
    name: str = ""
    who_records: str = ""
    how_recorded: HowRecorded | None = None


def submission(*words: object) -> str:
    """Return a form's id, the same each time the demo is loaded."""
    return str(uuid5(_SPACE, "/".join(map(str, words))))


def take(leader: TeamAccess, key: str, wish: Wish) -> Measure:
    """Take a measure of the library into use."""
    ready = library.ready_measure(leader, key, Language.NB)
    row = ready.row
    plan = plan_service.Plan(
        name=wish.name or ready.name,
        kind=row.kind,
        value_kind=row.value_kind,
        period_kind=row.period_kind,
        direction=row.direction,
        numerator=ready.numerator,
        denominator=ready.denominator,
        exclusions=ready.exclusions,
        unit=ready.unit,
        decimals=row.decimals,
        multiplier=row.multiplier,
        who_records=wish.who_records,
        how_recorded=wish.how_recorded or proposed_way(row),
        baseline_points=BASELINE,
        target=wish.target,
        deadline=wish.deadline,
    )
    return measures.define_measure(leader, plan, submission=submission(leader.team.slug, key), catalogue=row)


def reword(leader: TeamAccess, measure: Measure, *, exclusions: str, reason: str) -> None:
    """Change what is left out of a measure from today on."""
    plan = replace(plan_service.plan_of(measure), exclusions=exclusions)
    measures.change_measure(leader, measure, plan, reworded=plan_service.Reworded(reason, leader.today))
