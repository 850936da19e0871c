"""Those who speak for patients and next of kin: whether charts are as they live it, and how they are heard."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import Role, User
from tracker.models.base import Base, TeamRow, Versioned
from tracker.models.teams import Membership
from tracker.models.threads import Thread

COOPERATION = ("from_start", "is_used", "is_told")
"""The three sentences a representative rates from 1 to 5, as their columns are called."""


class Recognised(StrEnum):
    """Whether a representative knows a chart again from her own life."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNSURE = "unsure"


class RecruitmentState(StrEnum):
    """How far a team has come in finding somebody for a seat."""

    SOUGHT = "sought"
    ASKED = "asked"
    ACCEPTED = "accepted"
    TRAINED = "trained"
    ENDED = "ended"


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


class CooperationRating(TeamRow, Base):
    """How one representative rates the cooperation after every fourth gathering."""

    __tablename__ = "cooperation_rating"
    __table_args__ = (
        UniqueConstraint("team_id", "gathering_id", "user_id"),
        *(CheckConstraint(f"{name} BETWEEN 1 AND 5", name=name) for name in COOPERATION),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    from_start: Mapped[int] = mapped_column()
    is_used: Mapped[int] = mapped_column()
    is_told: Mapped[int] = mapped_column()
    rated_at: Mapped[datetime] = mapped_column()


class RepresentativeSeat(TeamRow, Versioned):
    """A seat for somebody who speaks for patients or next of kin: how far the team has come in filling it."""

    __tablename__ = "representative_seat"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column()
    state: Mapped[RecruitmentState] = mapped_column(default=RecruitmentState.SOUGHT)
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id", ondelete="SET NULL"), index=True)
    """Who has it, once she is in the team: nobody is named before she has said yes herself."""
    until: Mapped[date | None] = mapped_column()
    """How long she has said yes for."""
    changed_at: Mapped[datetime] = mapped_column()
    created_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    membership: Mapped[Membership | None] = relationship()
