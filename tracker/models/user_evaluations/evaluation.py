"""An evaluation where people who have used the service interview others who do, and how far it has come."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, selectinload
from sqlalchemy.sql.base import ExecutableOption

from tracker.models.base import TeamRow, Versioned, short_text
from tracker.models.teams import Membership


class EvaluationStage(StrEnum):
    """The method's stages in their order. The preliminary report comes before the meeting that tests it."""

    AGREEMENT = "agreement"
    RECRUITMENT = "recruitment"
    GUIDE = "guide"
    INTERVIEWS = "interviews"
    ANALYSIS = "analysis"
    PRELIMINARY = "preliminary"
    DIALOGUE = "dialogue"
    REPORT = "report"
    FOLLOW_UP = "follow_up"


_NUMBERS = (
    "interviewers", "interviews", "groups", "persons", "came_team", "came_representatives", "came_interviewers",
    "came_asked",
)  # fmt: skip


class UserEvaluation(TeamRow, Versioned):
    """One evaluation of a team by those who use it: who asks, how many were asked, and what was seen to."""

    __tablename__ = "user_evaluation"
    __table_args__ = tuple(CheckConstraint(f"{name} IS NULL OR {name} >= 0", name=name) for name in _NUMBERS)

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = short_text(120)
    year: Mapped[int] = mapped_column()
    evaluator: Mapped[str] = short_text(120)
    """The organisation that leads the interviewers and keeps what they bring; never a person."""
    interviewers: Mapped[int | None] = mapped_column()
    """How many ask, with experience of their own."""
    are_trained: Mapped[bool] = mapped_column(default=False, server_default=false())
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id", ondelete="SET NULL"), index=True)
    interviews: Mapped[int | None] = mapped_column()
    """Interviews with one person."""
    groups: Mapped[int | None] = mapped_column()
    persons: Mapped[int | None] = mapped_column()
    """All who were interviewed, alone or in groups: what every number of a finding is out of."""
    came_team: Mapped[int | None] = mapped_column()
    came_representatives: Mapped[int | None] = mapped_column()
    came_interviewers: Mapped[int | None] = mapped_column()
    came_asked: Mapped[int | None] = mapped_column()
    """How many of those who were interviewed came to the dialogue meeting."""
    no_staff: Mapped[bool] = mapped_column(default=False, server_default=false())
    """That nobody who works there is in the room when somebody is interviewed."""
    are_invited: Mapped[bool] = mapped_column(default=False, server_default=false())
    """That those who were interviewed are invited to the dialogue meeting, without duty."""
    have_report: Mapped[bool] = mapped_column(default=False, server_default=false())
    """That those who were interviewed have the report."""
    approved_on: Mapped[date | None] = mapped_column()
    """When the interviewers approved the report."""
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    contact: Mapped[Membership | None] = relationship()
    dates: Mapped[list[StageDates]] = relationship(order_by="StageDates.id", cascade="all, delete-orphan")

    @classmethod
    def load_options(cls) -> tuple[ExecutableOption, ...]:
        """Load an evaluation with its dates and its contact in the team."""
        return selectinload(cls.dates), joinedload(cls.contact).joinedload(Membership.user)


class StageDates(TeamRow, Versioned):
    """When one stage of an evaluation is to be done, when it began, and when it was done."""

    __tablename__ = "user_evaluation_stage"
    __table_args__ = (
        UniqueConstraint("evaluation_id", "stage"),
        CheckConstraint("began_on IS NULL OR done_on IS NULL OR done_on >= began_on", name="period"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("user_evaluation.id", ondelete="CASCADE"))
    stage: Mapped[EvaluationStage] = mapped_column()
    due: Mapped[date | None] = mapped_column()
    """The deadline; of the follow-up the day when the points come back."""
    began_on: Mapped[date | None] = mapped_column()
    done_on: Mapped[date | None] = mapped_column()
