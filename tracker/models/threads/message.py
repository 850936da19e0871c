"""One message of a thread: a person's words, and what is left of them when they are taken away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import User
from tracker.models.base import FreeText, TeamRow, Versioned


class Message(TeamRow, Versioned):
    """What one person wrote in a thread."""

    __tablename__ = "message"
    __table_args__ = (CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name="removed"),)

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(FreeText(1000))
    asks: Mapped[bool] = mapped_column(default=False)
    answers: Mapped[bool] = mapped_column(default=False)
    """Whether the team said with it that the question is answered."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    written_at: Mapped[datetime] = mapped_column()
    changed_at: Mapped[datetime | None] = mapped_column()
    removed_at: Mapped[datetime | None] = mapped_column()
    """When its words were taken away, later than its writer may undo them: that something stood there is still seen."""
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    by: Mapped[User] = relationship(foreign_keys=[by_id])
    removed_by: Mapped[User | None] = relationship(foreign_keys=[removed_by_id])
