"""What answers are about: ten themes to start with, more as a team needs them, and which answers have which."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, FreeText, TeamRow, Versioned


class ThemeKey(StrEnum):
    """The ten a team begins with: they can be added up over teams."""

    HEARD = "heard"
    INFORMATION = "information"
    SLEEP = "sleep"
    SAFETY = "safety"
    FAMILY = "family"
    HOME = "home"
    PAIN = "pain"
    FOOD = "food"
    EVERYDAY = "everyday"
    OTHER = "other"


class AnswerTheme(TeamRow, Versioned):
    """A theme of one team. A merged one stays, and says what it became."""

    __tablename__ = "answer_theme"
    __table_args__ = (
        UniqueConstraint("team_id", "slug"),
        UniqueConstraint("team_id", "key"),
        CheckConstraint("(merged_into_id IS NULL) = (merged_at IS NULL)", name="merged"),
        CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name="not_into_itself"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    key: Mapped[ThemeKey | None] = mapped_column()
    """Which of the ten it is; None for a team's own."""
    name: Mapped[str] = mapped_column(FreeText(60), default="")
    """A team's own name for it; empty where one of the ten goes by its usual name."""
    slug: Mapped[str] = mapped_column(String(80))
    position: Mapped[int] = mapped_column()
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column()
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("answer_theme.id", ondelete="CASCADE"), index=True)
    merged_at: Mapped[datetime | None] = mapped_column()
    merged_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)


class AnswerThemeLink(Base):
    """That an answer is about a theme; it counts once in it, however it came there."""

    __tablename__ = "answer_theme_link"
    __table_args__ = (Index(None, "theme_id"), Index(None, "team_id"))

    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("answer_theme.id", ondelete="CASCADE"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    was_theme_id: Mapped[int | None] = mapped_column(ForeignKey("answer_theme.id", ondelete="SET NULL"))
    """Which theme it was put under, where that was merged into this since."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column()
