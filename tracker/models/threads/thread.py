"""A thread: what of a measure's chart it is about, who asked, and whether it is answered."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import User
from tracker.models.base import TeamRow, Versioned
from tracker.models.threads.message import Message


class Thread(TeamRow, Versioned):
    """What is said of a point, a stretch or the whole chart of a measure: tied to days, not to places on paper.

    Without a measure it is said to the team as a whole, and stands on the page of those who speak for patients.
    """

    __tablename__ = "thread"
    __table_args__ = (
        UniqueConstraint("team_id", "flag"),
        Index(None, "team_id", "waits"),
        Index(None, "asked_by_id", "answered_at"),
        CheckConstraint("last_start IS NULL OR first_start IS NOT NULL", name="stretch"),
        CheckConstraint("last_start IS NULL OR last_start > first_start", name="order"),
        CheckConstraint("(answered_at IS NULL) = (answered_by_id IS NULL)", name="answered"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    flag: Mapped[int] = mapped_column()
    first_start: Mapped[date | None] = mapped_column()
    """First day of the first period it is about; None: it is about the whole chart."""
    last_start: Mapped[date | None] = mapped_column()
    """First day of the last period of a stretch; None: it is about one point."""
    value: Mapped[float | None] = mapped_column()
    """What the point showed when the thread began, so that a correction since is told."""
    waits: Mapped[bool] = mapped_column(default=False)
    """Whether an answer is asked for and the team has not said that it is given."""
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    """Who began it, or asked again: she is told of the answer."""
    answered_at: Mapped[datetime | None] = mapped_column()
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    begun_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])
    messages: Mapped[list[Message]] = relationship(order_by="Message.id")
