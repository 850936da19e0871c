"""What was measured, and what people decided about it: values, events, phases and notes on the chart."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import User
from tracker.models.base import Base, FreeText, TeamRow, Versioned, short_text


class Source(StrEnum):
    """Where a value came from."""

    ENTRY = "entry"
    IMPORT = "import"
    TALLY = "tally"


class MissingReason(StrEnum):
    """Why a period was not measured. Holiday and closed are planned pauses; forgotten is not."""

    HOLIDAY = "holiday"
    CLOSED = "closed"
    FORGOTTEN = "forgotten"
    OTHER = "other"


class AnnotationKind(StrEnum):
    """What a note on the chart is: something that happened, or a reader's comment."""

    EVENT = "event"
    COMMENT = "comment"


class Measurement(TeamRow, Base):
    """One period of one measure: a value, or numerator and denominator, or "not measured". Missing is never zero."""

    __tablename__ = "measurement"
    __table_args__ = (
        UniqueConstraint("measure_id", "period_start"),
        CheckConstraint(
            "(not_measured AND value IS NULL AND numerator IS NULL AND denominator IS NULL)"
            " OR (NOT not_measured AND value IS NOT NULL AND numerator IS NULL AND denominator IS NULL)"
            " OR (NOT not_measured AND value IS NULL AND numerator IS NOT NULL AND denominator IS NOT NULL)",
            name="one_shape",
        ),
        CheckConstraint("numerator IS NULL OR numerator >= 0", name="numerator"),
        CheckConstraint("denominator IS NULL OR denominator >= 0", name="denominator"),
        CheckConstraint("(excluded_at IS NULL) = (excluded_by_id IS NULL)", name="excluded_who_and_when"),
        CheckConstraint("recorded_by_id IS NOT NULL OR source = 'tally'", name="recorded_by"),
        CheckConstraint("(finished_at IS NULL) = (finished_by_id IS NULL)", name="finished_who_and_when"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    period_start: Mapped[date] = mapped_column()
    """First day of the period, whose kind the measure says."""
    value: Mapped[float | None] = mapped_column()
    numerator: Mapped[float | None] = mapped_column()
    denominator: Mapped[float | None] = mapped_column()
    not_measured: Mapped[bool] = mapped_column(default=False)
    missing_reason: Mapped[MissingReason | None] = mapped_column()
    note: Mapped[str] = mapped_column(FreeText(400), default="")
    source: Mapped[Source] = mapped_column(default=Source.ENTRY)
    excluded_at: Mapped[datetime | None] = mapped_column()
    excluded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    excluded_reason: Mapped[str] = mapped_column(FreeText(200), default="")
    finished_at: Mapped[datetime | None] = mapped_column()
    """When someone said that all of a period that runs is in: it is judged before it is over."""
    finished_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    version: Mapped[int] = mapped_column(default=1)
    """Goes up with each correction; a form that saw an older one is told so, with both numbers."""
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    """None where the numbers come from telling: nobody knows who counted."""
    recorded_at: Mapped[datetime] = mapped_column()
    import_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id", ondelete="SET NULL"), index=True)
    """The file it came from, if it came from one."""

    recorded_by: Mapped[User | None] = relationship(foreign_keys=[recorded_by_id])


class RareEvent(TeamRow, Base):
    """One event of a days-between or opportunities-between measure: a day, never a case."""

    __tablename__ = "rare_event"
    __table_args__ = (
        Index(None, "measure_id", "happened_on"),
        CheckConstraint("opportunities IS NULL OR opportunities >= 0", name="opportunities"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    happened_on: Mapped[date] = mapped_column()
    opportunities: Mapped[int | None] = mapped_column()
    """How many opportunities since the event before, where those are counted instead of days."""
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)
    import_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id", ondelete="SET NULL"), index=True)
    """The file it came from, if it came from one."""


class Phase(TeamRow, Base):
    """A stretch of the series with its own median, from a period on. A person decided it, and says why."""

    __tablename__ = "phase"
    __table_args__ = (
        UniqueConstraint("measure_id", "starts_on"),
        CheckConstraint("baseline_points IS NULL OR baseline_points >= 3", name="baseline_points"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    starts_on: Mapped[date] = mapped_column()
    """First day of the phase's first period."""
    name: Mapped[str] = short_text(60)
    reason: Mapped[str] = short_text()
    baseline_points: Mapped[int | None] = mapped_column()
    """Points its median is worked out from, where it differs from the measure's own number."""
    intervention_id: Mapped[int | None] = mapped_column(ForeignKey("intervention.id", ondelete="SET NULL"))
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime] = mapped_column()
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    """Who proposed it to the team, where somebody did."""


class ProposedPhase(TeamRow, Versioned):
    """A phase that a reader proposes. The team's leader makes it one, or says why not."""

    __tablename__ = "phase_proposal"
    __table_args__ = (
        Index(None, "team_id", "decided_at"),
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided"),
        CheckConstraint("(decided_at IS NULL) = (accepted IS NULL)", name="accepted"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date] = mapped_column()
    name: Mapped[str] = short_text(60)
    reason: Mapped[str] = short_text()
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    proposed_at: Mapped[datetime] = mapped_column()
    accepted: Mapped[bool | None] = mapped_column()
    answer: Mapped[str] = short_text()
    """Why it was declined."""
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    by: Mapped[User] = relationship(foreign_keys=[by_id])


class Annotation(TeamRow, Versioned):
    """A text on a date: on one measure's chart, or on all of the team's where no measure is named."""

    __tablename__ = "annotation"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    kind: Mapped[AnnotationKind] = mapped_column(default=AnnotationKind.EVENT)
    flag: Mapped[int] = mapped_column()
    on_date: Mapped[date] = mapped_column()
    title: Mapped[str] = short_text(80)
    text: Mapped[str] = mapped_column(FreeText(400), default="")
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    written_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    written_by: Mapped[User] = relationship()
