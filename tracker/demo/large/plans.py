"""The twelve measures of a team, all by week: those that the library offers it, and some of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.access.team import TeamAccess
from tracker.analysis import Direction
from tracker.models.measures import CatalogueMeasure, MeasureKind, ValueKind
from tracker.services.measures import library
from tracker.services.measures.plan import Plan

MEASURES = 12
"""How many measures a team has."""
_TARGET = 0.8
_BY_WEEK = (
    "matters_asked", "matters_documented", "matters_acted_on", "felt_heard", "chair_seated", "chair_got_to_ask",
    "next_of_kin_contacted", "chair_minutes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TakenPlan:
    """A plan, and the measure of the library it comes from, where it comes from one."""

    plan: Plan
    catalogue: CatalogueMeasure | None = None


def _share(name: str, numerator: str, denominator: str, unit: str) -> Plan:
    return Plan(
        name=name, kind=MeasureKind.PROCESS, value_kind=ValueKind.PROPORTION, direction=Direction.HIGHER,
        numerator=numerator, denominator=denominator, unit=unit, baseline_points=library.BASELINE, target=_TARGET,
    )  # fmt: skip


_OWN = (
    _share("Pasientens mål står i planen", "Planer med et mål i egne ord", "Planer som ble laget", "planer"),
    _share("Pårørende spurt om det de trenger", "Pårørende som ble spurt", "Pårørende som var med", "pårørende"),
    _share("Samtale innen en uke", "Pasienter med samtale innen sju dager", "Pasienter som kom", "pasienter"),
    _share("Viktig informasjon gitt skriftlig", "Pasienter som fikk den", "Pasienter som dro hjem", "pasienter"),
    Plan(
        name="Dager fra henvisning til første samtale", kind=MeasureKind.BALANCING, value_kind=ValueKind.CONTINUOUS,
        direction=Direction.LOWER, numerator="Dager i snitt for dem som kom denne uka", unit="dager", decimals=1,
        baseline_points=library.BASELINE,
    ),
    Plan(
        name="Klager på informasjon", kind=MeasureKind.OUTCOME, value_kind=ValueKind.COUNT, direction=Direction.LOWER,
        numerator="Klager som kom inn", unit="klager", baseline_points=library.BASELINE,
    ),
    Plan(
        name="Fall", kind=MeasureKind.OUTCOME, value_kind=ValueKind.RATE, direction=Direction.LOWER,
        numerator="Fall", denominator="Døgn", unit="per 1000 døgn", decimals=1, multiplier=1000,
        baseline_points=library.BASELINE,
    ),
    Plan(
        name="Tid brukt på samtalen", kind=MeasureKind.BALANCING, value_kind=ValueKind.CONTINUOUS,
        direction=Direction.NEITHER, numerator="Minutter i snitt", unit="min", decimals=1,
        baseline_points=library.BASELINE,
    ),
)  # fmt: skip


def plans_for(leader: TeamAccess, language: str) -> list[TakenPlan]:
    """List what a team of this kind takes into use: what the library offers it by the week, then measures of its own.

    Teams of the same service have the same; who asks once for each service has them all.
    """
    offered = {ready.key: ready for family in library.families(leader, language) for ready in family.measures}
    taken = [
        TakenPlan(_aiming(library.plan_of_ready(offered[key])), offered[key].row) for key in _BY_WEEK if key in offered
    ]
    return [*taken, *(TakenPlan(plan) for plan in _OWN)][:MEASURES]


def _aiming(plan: Plan) -> Plan:
    return replace(plan, target=_TARGET) if plan.value_kind is ValueKind.PROPORTION else plan
