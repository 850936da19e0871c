"""What an evaluation found, and what was agreed at the dialogue meeting."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, true
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, selectinload
from sqlalchemy.sql.base import ExecutableOption

from tracker.models.barriers import Barrier
from tracker.models.base import FreeText, TeamRow, Versioned, short_text
from tracker.models.improvement import Intervention
from tracker.models.teams import Membership


class RecurringTheme(StrEnum):
    """What users say again and again: the same words in every team, so that they can be counted.

    Those that answers have too (`ThemeKey`) are called the same there.
    """

    INFORMATION = "information"
    ONE_DOOR = "one_door"
    LOW_THRESHOLD = "low_threshold"
    HEARD = "heard"
    SAFETY = "safety"
    FAMILY = "family"
    CONTACT = "contact"
    SLEEP = "sleep"
    OWN = "own"


class FindingState(StrEnum):
    """Whether a finding has been tested in the dialogue meeting."""

    PRELIMINARY = "preliminary"
    DISCUSSED = "discussed"


class PointVerdict(StrEnum):
    """What had become of a point when it was looked at again."""

    DONE = "done"
    ONGOING = "ongoing"
    NOT_DONE = "not_done"


class Finding(TeamRow, Versioned):
    """What those who were interviewed say, in the evaluator's words, and how many of them said it."""

    __tablename__ = "finding"
    __table_args__ = (
        CheckConstraint("(theme = 'own') = (own_theme <> '')", name="theme"),
        CheckConstraint("persons IS NULL OR persons >= 0", name="persons"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("user_evaluation.id", ondelete="CASCADE"), index=True)
    theme: Mapped[RecurringTheme] = mapped_column()
    own_theme: Mapped[str] = mapped_column(FreeText(60), default="")
    sentence: Mapped[str] = mapped_column(FreeText(300))
    persons: Mapped[int | None] = mapped_column()
    """How many persons said it: not interviews, since a group is several."""
    state: Mapped[FindingState] = mapped_column(default=FindingState.PRELIMINARY)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    points: Mapped[list[DialoguePoint]] = relationship(order_by="DialoguePoint.id", viewonly=True)

    @classmethod
    def load_options(cls) -> tuple[ExecutableOption, ...]:
        """Load a finding with what was agreed about it, who sees to it, and what it became."""
        points = selectinload(cls.points)
        return (
            points.joinedload(DialoguePoint.responsible).joinedload(Membership.user),
            points.joinedload(DialoguePoint.intervention),
            points.joinedload(DialoguePoint.barrier).selectinload(Barrier.lifts),
        )


class DialoguePoint(TeamRow, Versioned):
    """What was agreed about a finding, what it became, and what was found when it was looked at again."""

    __tablename__ = "dialogue_point"
    __table_args__ = (CheckConstraint("(verdict IS NULL) = (verdict_on IS NULL)", name="looked_at"),)

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("user_evaluation.id", ondelete="CASCADE"), index=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = short_text(120)
    is_new: Mapped[bool] = mapped_column(default=True, server_default=true())
    """False where they agreed to go on as they do: nothing new is to come of it."""
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id", ondelete="SET NULL"), index=True)
    intervention_id: Mapped[int | None] = mapped_column(ForeignKey("intervention.id", ondelete="SET NULL"), index=True)
    barrier_id: Mapped[int | None] = mapped_column(ForeignKey("barrier.id", ondelete="SET NULL"), index=True)
    verdict: Mapped[PointVerdict | None] = mapped_column()
    verdict_why: Mapped[str] = mapped_column(FreeText(300), default="")
    verdict_on: Mapped[date | None] = mapped_column()
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    responsible: Mapped[Membership | None] = relationship()
    intervention: Mapped[Intervention | None] = relationship()
    barrier: Mapped[Barrier | None] = relationship()

    @classmethod
    def load_options(cls) -> tuple[ExecutableOption, ...]:
        """Load a point with who is responsible and what it became."""
        return (
            joinedload(cls.responsible).joinedload(Membership.user),
            joinedload(cls.intervention),
            joinedload(cls.barrier).selectinload(Barrier.lifts),
        )
