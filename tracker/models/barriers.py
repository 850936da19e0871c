"""Barriers: what stands in a team's way, whom it is lifted to, and what she answers."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, selectinload
from sqlalchemy.sql.base import ExecutableOption

from tracker.models.accounts import User
from tracker.models.base import Base, FreeText, TeamRow, Versioned, short_text
from tracker.models.improvement import Intervention
from tracker.models.measures import Measure


class BarrierKind(StrEnum):
    """What a barrier is about: the same words everywhere, so that the same in several teams is seen."""

    TIME = "time"
    STAFFING = "staffing"
    TRAINING = "training"
    SPACE = "space"
    IT = "it"
    LEADERSHIP = "leadership"
    COOPERATION = "cooperation"
    OTHER = "other"


class LiftState(StrEnum):
    """Where a lifted barrier stands. What it waits for next is due on the lift's day."""

    WAITING = "waiting"
    PROMISED = "promised"
    NOT_NOW = "not_now"
    DONE = "done"


class AnswerKind(StrEnum):
    """What a leader answers."""

    SOLVES = "solves"
    MORE_TIME = "more_time"
    NOT_NOW = "not_now"
    DONE = "done"


class Barrier(TeamRow, Versioned):
    """What stands in the way of a team's work."""

    __tablename__ = "barrier"
    __table_args__ = (
        Index(None, "team_id", "gone_on"),
        CheckConstraint("measure_id IS NULL OR intervention_id IS NULL", name="touches"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    title: Mapped[str] = short_text(120)
    kind: Mapped[BarrierKind] = mapped_column()
    effect: Mapped[str] = mapped_column(FreeText(400), default="")
    """What it does to the work."""
    tried: Mapped[str] = mapped_column(FreeText(400), default="")
    """What the team tries itself."""
    since: Mapped[date] = mapped_column()
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id", ondelete="SET NULL"), index=True)
    intervention_id: Mapped[int | None] = mapped_column(ForeignKey("intervention.id", ondelete="SET NULL"), index=True)
    gone_on: Mapped[date | None] = mapped_column()
    gone_how: Mapped[str] = short_text()
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    created_by: Mapped[User] = relationship()
    measure: Mapped[Measure | None] = relationship()
    intervention: Mapped[Intervention | None] = relationship()
    lifts: Mapped[list[BarrierLift]] = relationship(order_by="BarrierLift.id", back_populates="barrier")

    @property
    def lift(self) -> BarrierLift | None:
        """The lift that holds now, if it is lifted."""
        return next((lift for lift in self.lifts if lift.ended_at is None), None)

    @classmethod
    def load_options(cls) -> tuple[ExecutableOption, ...]:
        """Load a barrier with what it touches and whom it is lifted to."""
        return joinedload(cls.measure), joinedload(cls.intervention), selectinload(cls.lifts).joinedload(BarrierLift.to)


class BarrierLift(TeamRow, Versioned):
    """That a barrier is lifted to a leader of one of the team's organisations. One at a time holds."""

    __tablename__ = "barrier_lift"
    __table_args__ = (
        Index(None, "organisation_id", "to_id"),
        Index(None, "team_id", "answered_at"),
        Index(
            "uq_barrier_lift_open",
            "barrier_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    barrier_id: Mapped[int] = mapped_column(ForeignKey("barrier.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    lifted_at: Mapped[datetime] = mapped_column()
    first_due: Mapped[date] = mapped_column()
    """When the first answer was to come; who sends it on to another leader does not move it."""
    due: Mapped[date] = mapped_column()
    """When something is due next: an answer, what was promised, or to look at it again."""
    state: Mapped[LiftState] = mapped_column(default=LiftState.WAITING)
    answered_at: Mapped[datetime | None] = mapped_column()
    """When the newest answer came."""
    ended_at: Mapped[datetime | None] = mapped_column()
    """When the team took it back, lifted it anew, or the barrier was gone."""
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    barrier: Mapped[Barrier] = relationship(back_populates="lifts")
    to: Mapped[User] = relationship(foreign_keys=[to_id])
    by: Mapped[User] = relationship(foreign_keys=[by_id])
    answers: Mapped[list[LeaderAnswer]] = relationship(order_by="LeaderAnswer.id")

    @property
    def answer(self) -> LeaderAnswer | None:
        """The newest answer."""
        return self.answers[-1] if self.answers else None

    def awaits_answer(self, today: date) -> bool:
        """Tell whether it waits for the leader: for her first word, or to be looked at again."""
        return self.state is LiftState.WAITING or (self.state is LiftState.NOT_NOW and self.due <= today)

    @property
    def is_promised(self) -> bool:
        """Whether something is promised and not said to be done."""
        return self.state is LiftState.PROMISED

    @property
    def is_told_done(self) -> bool:
        """Whether the leader says that it is done; the team says whether the barrier is gone."""
        return self.state is LiftState.DONE

    def is_put_off(self, today: date) -> bool:
        """Tell whether nothing is done for now, and the day to look at it again has not come."""
        return self.state is LiftState.NOT_NOW and self.due > today

    def promise_is_due(self, today: date) -> bool:
        """Tell whether the day of what was promised has come."""
        return self.state is LiftState.PROMISED and self.due <= today


class LeaderAnswer(TeamRow, Base):
    """What a leader answered, and the day it comes back: every answer has one. Answers are added, never changed."""

    __tablename__ = "barrier_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    lift_id: Mapped[int] = mapped_column(ForeignKey("barrier_lift.id", ondelete="CASCADE"), index=True)
    kind: Mapped[AnswerKind] = mapped_column()
    text: Mapped[str] = mapped_column(FreeText(400), default="")
    who: Mapped[str] = short_text(80)
    """Who does what is promised."""
    due: Mapped[date] = mapped_column()
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    by: Mapped[User] = relationship()
