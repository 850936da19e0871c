"""The ladder of progress: what each step asks for, and which step all that is there speaks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from tracker.models.base import Json
from tracker.models.progress import EvidenceKind, ProgressStep

LADDER: Mapping[ProgressStep, Sequence[EvidenceKind]] = MappingProxyType(
    {
        ProgressStep.JOINED: (EvidenceKind.TEAM,),
        ProgressStep.FORMED: (EvidenceKind.MEMBERS, EvidenceKind.CHARGE),
        ProgressStep.PLANNING: (EvidenceKind.GOAL, EvidenceKind.MEASURES),
        ProgressStep.STARTED: (EvidenceKind.BASELINE, EvidenceKind.PLAN),
        ProgressStep.TESTING: (EvidenceKind.RUNNING, EvidenceKind.TARGET),
        ProgressStep.SOME_CHANGE: (EvidenceKind.TESTED, EvidenceKind.UNDER_WAY),
        ProgressStep.IMPROVED: (
            EvidenceKind.DRIVERS,
            EvidenceKind.PROCESS,
            EvidenceKind.OUTCOME,
            EvidenceKind.REPRESENTATIVE,
        ),
        ProgressStep.CLEARLY_IMPROVED: (EvidenceKind.FOR_ALL, EvidenceKind.HALF_WAY, EvidenceKind.NOTHING_WORSE),
        ProgressStep.HOLDING: (EvidenceKind.HELD, EvidenceKind.SPREAD_PLANNED),
        ProgressStep.LASTING: (EvidenceKind.REACHED, EvidenceKind.SPREAD),
    }
)
"""The evidence of each step, from the lowest. A step needs its own and that of all under it."""


def suggested(there: Collection[EvidenceKind]) -> ProgressStep | None:
    """Return the highest step whose evidence is there, and that of every step under it; None below the lowest."""
    found = None
    for step, kinds in LADDER.items():
        if not set(kinds) <= set(there):
            break
        found = step
    return found


def step_after(step: ProgressStep | None) -> ProgressStep | None:
    """Return the step above one; the lowest above none, and None above the highest."""
    steps = list(LADDER)
    place = 0 if step is None else steps.index(step) + 1
    return steps[place] if place < len(steps) else None


def as_stored(there: Collection[EvidenceKind]) -> Json:
    """Return what is kept with a score of the evidence as it was: kinds only, no names and no numbers."""
    step = suggested(there)
    return {
        "suggested": None if step is None else step.value,
        "there": [kind.value for kind in EvidenceKind if kind in there],
        "lacking": [kind.value for kind in EvidenceKind if kind not in there],
    }
