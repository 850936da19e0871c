"""A lift: to whom a barrier is lifted, where that stands, and what she answers."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import User
from tracker.models.base import Base, FreeText, TeamRow, Versioned, short_text


class LiftState(StrEnum):
    """Where a lifted barrier stands. What it waits for next is due on the lift's day."""

    WAITING = "waiting"
    PROMISED = "promised"
    NOT_NOW = "not_now"
    DONE = "done"

    def awaits_answer(self, due: date, today: date) -> bool:
        """Tell whether what is due on a day waits for the leader: for her first word, or to be looked at again."""
        return self is LiftState.WAITING or (self is LiftState.NOT_NOW and due <= today)

    def is_promise_due(self, due: date, today: date) -> bool:
        """Tell whether the day of what was promised has come."""
        return self is LiftState.PROMISED and due <= today


class AnswerKind(StrEnum):
    """What a leader answers."""

    SOLVES = "solves"
    MORE_TIME = "more_time"
    NOT_NOW = "not_now"
    DONE = "done"


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

    to: Mapped[User] = relationship(foreign_keys=[to_id])
    by: Mapped[User] = relationship(foreign_keys=[by_id])
    answers: Mapped[list[LeaderAnswer]] = relationship(order_by="LeaderAnswer.id")

    @property
    def answer(self) -> LeaderAnswer | None:
        """The newest answer."""
        return self.answers[-1] if self.answers else None

    def awaits_answer(self, today: date) -> bool:
        """Tell whether it waits for the leader: for her first word, or to be looked at again."""
        return self.state.awaits_answer(self.due, today)

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
        return self.state.is_promise_due(self.due, today)


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
