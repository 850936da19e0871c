"""Progress (framdrift): how far a team has come by its own word and by its host's, month by month, from 0.5 to 5.0."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import User
from tracker.models.base import FreeText, Json, TeamRow, Versioned


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


class Progress(TeamRow, Versioned):
    """What one side says of a team in one month, and what was there to see when it said so."""

    __tablename__ = "progress"
    __table_args__ = (
        UniqueConstraint("team_id", "month", "side"),
        CheckConstraint("step BETWEEN '0.5' AND '5.0'", name="step"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    month: Mapped[date] = mapped_column()
    """The first day of it."""
    side: Mapped[ProgressSide] = mapped_column()
    step: Mapped[ProgressStep] = mapped_column()
    why: Mapped[str] = mapped_column(FreeText(400), default="")
    evidence: Mapped[Json] = mapped_column(JSON)
    """As it was when the step was set: `suggested`, and the kinds that were `there` and `lacking`."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    set_at: Mapped[datetime] = mapped_column()

    by: Mapped[User] = relationship()
