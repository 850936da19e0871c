"""The interview guide: versions with questions in order, and who has approved each."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload
from sqlalchemy.sql.base import ExecutableOption

from tracker.models.base import Base, FreeText, TeamRow, Versioned, short_text


class GuideSide(StrEnum):
    """Who approves a guide: those who ask, the evaluator, and the team, which reads it."""

    INTERVIEWERS = "interviewers"
    EVALUATOR = "evaluator"
    TEAM = "team"


class InterviewGuide(TeamRow, Versioned):
    """One version of what interviewers ask. Once approved by them or by the evaluator it stays as it is."""

    __tablename__ = "interview_guide"
    __table_args__ = (UniqueConstraint("evaluation_id", "number"),)

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("user_evaluation.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    opening: Mapped[str] = mapped_column(FreeText(600), default="")
    """What an interviewer says first."""
    minutes: Mapped[int | None] = mapped_column()
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column()

    questions: Mapped[list[GuideQuestion]] = relationship(
        order_by="GuideQuestion.position", cascade="all, delete-orphan"
    )
    approvals: Mapped[list[GuideApproval]] = relationship(order_by="GuideApproval.id", cascade="all, delete-orphan")

    @property
    def is_approved(self) -> bool:
        """Whether those who ask, or the evaluator, have approved it: nobody changes it any more."""
        return any(each.side is not GuideSide.TEAM for each in self.approvals)

    @classmethod
    def load_options(cls) -> tuple[ExecutableOption, ...]:
        """Load a guide with its questions and approvals."""
        return selectinload(cls.questions), selectinload(cls.approvals)


class GuideQuestion(TeamRow, Base):
    """One question of a guide, and what to ask more about."""

    __tablename__ = "guide_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    guide_id: Mapped[int] = mapped_column(ForeignKey("interview_guide.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column()
    text: Mapped[str] = short_text()
    more: Mapped[str] = mapped_column(FreeText(200), default="")


class GuideApproval(TeamRow, Base):
    """That one side approves a version of the guide."""

    __tablename__ = "guide_approval"
    __table_args__ = (UniqueConstraint("guide_id", "side"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    guide_id: Mapped[int] = mapped_column(ForeignKey("interview_guide.id", ondelete="CASCADE"))
    side: Mapped[GuideSide] = mapped_column()
    on_date: Mapped[date] = mapped_column()
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
