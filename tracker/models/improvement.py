"""The work itself: goals, drivers, interventions and the small tests they grew from."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload
from sqlalchemy.sql.base import ExecutableOption

from tracker.models.base import Base, FreeText, TeamRow, Versioned, short_text
from tracker.models.measures import Measure


class AdverseEventCategory(StrEnum):
    """The harm a goal wants less of. Events are only ever numbers per period, never cases."""

    FALLS = "falls"
    PRESSURE_ULCERS = "pressure_ulcers"
    URINARY_CATHETER_INFECTION = "urinary_catheter_infection"
    CENTRAL_LINE_INFECTION = "central_line_infection"
    SURGICAL_SITE_INFECTION = "surgical_site_infection"
    SEPSIS = "sepsis"
    MEDICATION = "medication"
    DETERIORATION = "deterioration"
    OVERDOSE = "overdose"
    SUICIDE_ATTEMPT = "suicide_attempt"
    MALNUTRITION = "malnutrition"
    OTHER = "other"


class Claim(StrEnum):
    """How strong the claim is that one thing serves another. Chosen by the team, printed beside the chart."""

    HYPOTHESIS = "hypothesis"
    LOCAL_EXPERIENCE = "local_experience"
    RESEARCH = "research"


class InterventionState(StrEnum):
    """How far an intervention has come."""

    IDEA = "idea"
    TESTING = "testing"
    IMPLEMENTED = "implemented"
    ENDED = "ended"


class Level(StrEnum):
    """Where involvement happens: in one patient's care, in the service, in the system."""

    INDIVIDUAL = "individual"
    SERVICE = "service"
    SYSTEM = "system"


class Decision(StrEnum):
    """What a test of change led to."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    ABANDON = "abandon"


class Goal(TeamRow, Versioned):
    """A goal for less harm: an outcome measure, from a baseline to a target, by a day."""

    __tablename__ = "goal"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = short_text()
    slug: Mapped[str] = mapped_column(String(120))
    category: Mapped[AdverseEventCategory] = mapped_column()
    why: Mapped[str] = mapped_column(FreeText(400), default="")
    outcome_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    closed_at: Mapped[datetime | None] = mapped_column()
    created_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    outcome: Mapped[Measure] = relationship()
    targets: Mapped[list[GoalTarget]] = relationship(order_by="GoalTarget.id")
    drivers: Mapped[list[Driver]] = relationship(order_by="Driver.position")

    @classmethod
    def load_options(cls) -> tuple[ExecutableOption, ...]:
        """Load a goal with its numbers, drivers and outcome measure."""
        return selectinload(cls.targets), selectinload(cls.drivers), selectinload(cls.outcome)


class GoalTarget(TeamRow, Base):
    """One version of a goal's numbers: from, to, by when. The latest holds, the earlier stay. Shares are 0 to 1."""

    __tablename__ = "goal_target"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    baseline: Mapped[float] = mapped_column()
    target: Mapped[float] = mapped_column()
    deadline: Mapped[date] = mapped_column()
    valid_from: Mapped[date] = mapped_column()
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    set_at: Mapped[datetime] = mapped_column()


class GoalMeasure(TeamRow, Base):
    """That a process, experience or balancing measure is followed for a goal, and how strong that link is claimed."""

    __tablename__ = "goal_measure"
    __table_args__ = (UniqueConstraint("goal_id", "measure_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"))
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    claim: Mapped[Claim] = mapped_column(default=Claim.HYPOTHESIS)
    position: Mapped[int] = mapped_column(default=0)


class Driver(TeamRow, Versioned):
    """What must be in place for the goal to be reached: a node between the goal and the interventions."""

    __tablename__ = "driver"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id", ondelete="SET NULL"))
    title: Mapped[str] = short_text()
    position: Mapped[int] = mapped_column(default=0)
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)


class Intervention(TeamRow, Versioned):
    """Something the team does differently (tiltak), from idea to implemented, or ended with why."""

    __tablename__ = "intervention"
    __table_args__ = (
        UniqueConstraint("team_id", "flag"),
        CheckConstraint("ended_on IS NULL OR started_on IS NULL OR ended_on >= started_on", name="period"),
        CheckConstraint("state = 'idea' OR started_on IS NOT NULL", name="started"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    driver_id: Mapped[int | None] = mapped_column(ForeignKey("driver.id", ondelete="SET NULL"), index=True)
    flag: Mapped[int] = mapped_column()
    title: Mapped[str] = short_text(120)
    text: Mapped[str] = mapped_column(FreeText(400), default="")
    state: Mapped[InterventionState] = mapped_column(default=InterventionState.IDEA)
    level: Mapped[Level] = mapped_column(default=Level.SERVICE)
    claim: Mapped[Claim] = mapped_column(default=Claim.HYPOTHESIS)
    with_representatives: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it was planned together with the team's representatives."""
    with_organisations: Mapped[str] = mapped_column(FreeText(200), default="", server_default="")
    """The user organisations it was planned together with, never a patient."""
    started_on: Mapped[date | None] = mapped_column()
    """When it began. Of an idea it is a plan only: no flag stands there, and no reading knows of it."""
    ended_on: Mapped[date | None] = mapped_column()
    ended_why: Mapped[str] = mapped_column(FreeText(200), default="")
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    touches: Mapped[list[InterventionMeasure]] = relationship(cascade="all, delete-orphan")
    measures: Mapped[list[Measure]] = relationship(
        secondary="intervention_measure", order_by="Measure.position", viewonly=True
    )

    @classmethod
    def load_options(cls) -> tuple[ExecutableOption, ...]:
        """Load an intervention with the measures it touches."""
        return (selectinload(cls.measures),)


class InterventionMeasure(Base):
    """That an intervention touches a measure: its flag stands on that chart."""

    __tablename__ = "intervention_measure"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    intervention_id: Mapped[int] = mapped_column(ForeignKey("intervention.id", ondelete="CASCADE"), primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True, index=True)


class PdsaCycle(TeamRow, Versioned):
    """A small test: what we expected, did, saw, and decided. Only the plan and a day are needed to start."""

    __tablename__ = "pdsa_cycle"
    __table_args__ = (
        UniqueConstraint("team_id", "flag"),
        Index(None, "intervention_id"),
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="period"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    intervention_id: Mapped[int | None] = mapped_column(ForeignKey("intervention.id", ondelete="SET NULL"))
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("pdsa_cycle.id", ondelete="SET NULL"))
    """The cycle this one adapts: cycles of one idea form a ramp."""
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id", ondelete="SET NULL"))
    flag: Mapped[int] = mapped_column()
    title: Mapped[str] = short_text(120)
    plan: Mapped[str] = mapped_column(FreeText(1000))
    prediction: Mapped[str] = mapped_column(FreeText(400))
    started_on: Mapped[date] = mapped_column()
    ended_on: Mapped[date | None] = mapped_column()
    did: Mapped[str] = mapped_column(FreeText(1000), default="")
    studied: Mapped[str] = mapped_column(FreeText(1000), default="")
    decision: Mapped[Decision | None] = mapped_column()
    decided_why: Mapped[str] = mapped_column(FreeText(400), default="")
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)
