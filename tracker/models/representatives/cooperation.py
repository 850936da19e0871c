"""How representatives rate the cooperation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, TeamRow

COOPERATION = ("from_start", "is_used", "is_told")
"""The three sentences a representative rates from 1 to 5, as their columns are called."""


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
