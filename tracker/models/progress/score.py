"""One score: what one side says of a team in one month."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import User
from tracker.models.base import FreeText, Json, TeamRow, Versioned
from tracker.models.progress.ladder import ProgressSide, ProgressStep


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
