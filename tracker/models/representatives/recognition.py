"""Whether charts are as representatives live them, and what each person has seen of what is said."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import User
from tracker.models.base import Base, TeamRow
from tracker.models.threads import Thread


class Recognised(StrEnum):
    """Whether a representative knows a chart again from her own life."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNSURE = "unsure"


class Recognition(TeamRow, Base):
    """What one representative says of one measure: the newest answer. Her words are in the thread they began."""

    __tablename__ = "recognition"
    __table_args__ = (UniqueConstraint("measure_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    answer: Mapped[Recognised] = mapped_column()
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id", ondelete="SET NULL"), index=True)
    """The bubble on the chart; None where all of it was taken away again."""
    said_at: Mapped[datetime] = mapped_column()

    user: Mapped[User] = relationship()
    thread: Mapped[Thread | None] = relationship()


class FeedbackVisit(Base):
    """When a person last said that she had seen what is new on a team's page for representatives."""

    __tablename__ = "feedback_visit"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column()
