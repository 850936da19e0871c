"""The ladder of progress: its steps, who says them, and what may speak for one."""

from __future__ import annotations

from enum import StrEnum


class ProgressSide(StrEnum):
    """Who says it."""

    TEAM = "team"
    HOST = "host"


class ProgressStep(StrEnum):
    """One step of the ladder. The values sort as the steps do."""

    JOINED = "0.5"
    FORMED = "1.0"
    PLANNING = "1.5"
    STARTED = "2.0"
    TESTING = "2.5"
    SOME_CHANGE = "3.0"
    IMPROVED = "3.5"
    CLEARLY_IMPROVED = "4.0"
    HOLDING = "4.5"
    LASTING = "5.0"

    @property
    def number(self) -> float:
        """The step as a number."""
        return float(self.value)


class EvidenceKind(StrEnum):
    """One thing that speaks for a step, found in what the team has stored."""

    TEAM = "team"
    MEMBERS = "members"
    CHARGE = "charge"
    GOAL = "goal"
    MEASURES = "measures"
    BASELINE = "baseline"
    PLAN = "plan"
    RUNNING = "running"
    TARGET = "target"
    TESTED = "tested"
    UNDER_WAY = "under_way"
    DRIVERS = "drivers"
    PROCESS = "process"
    OUTCOME = "outcome"
    REPRESENTATIVE = "representative"
    FOR_ALL = "for_all"
    HALF_WAY = "half_way"
    NOTHING_WORSE = "nothing_worse"
    HELD = "held"
    SPREAD_PLANNED = "spread_planned"
    REACHED = "reached"
    SPREAD = "spread"
