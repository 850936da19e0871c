"""From an answer to a deed and back: what it was tied to, how it ended, and what was told.

Where a whole theme is tied or gets a no, each of its answers does.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.answers.answer import draw_public_id
from tracker.models.base import Base, FreeText, TeamRow, Versioned


class ChainEnd(StrEnum):
    """An honest end without a deed."""

    DECLINED = "declined"
    """Fikk nei, med grunn."""
    TAKEN_IN = "taken_in"
    """Slik skal det være: praise, with nothing to change. It counts neither for nor against Gjort."""


class TellingKind(StrEnum):
    """What a telling tells."""

    DID = "did"
    COULD_NOT = "could_not"
    TAKEN_IN = "taken_in"
    WORKING = "working"


class AnswerLink(TeamRow, Base):
    """That an answer is tied to an intervention (an idea is one that is not begun) or to a test."""

    __tablename__ = "answer_link"
    __table_args__ = (
        UniqueConstraint("answer_id", "intervention_id"),
        UniqueConstraint("answer_id", "cycle_id"),
        Index(None, "team_id", "linked_on"),
        CheckConstraint("(intervention_id IS NULL) <> (cycle_id IS NULL)", name="one_deed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    intervention_id: Mapped[int | None] = mapped_column(ForeignKey("intervention.id", ondelete="CASCADE"), index=True)
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("pdsa_cycle.id", ondelete="CASCADE"), index=True)
    linked_on: Mapped[date] = mapped_column()
    linked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column()


class AnswerEnd(TeamRow, Base):
    """That an answer got a no with its reason, or was taken in as it is."""

    __tablename__ = "answer_end"
    __table_args__ = (
        UniqueConstraint("answer_id"),
        Index(None, "team_id", "decided_on"),
        CheckConstraint("kind <> 'declined' OR reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    kind: Mapped[ChainEnd] = mapped_column()
    reason: Mapped[str] = mapped_column(FreeText(400), default="")
    decided_on: Mapped[date] = mapped_column()
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column()


class Telling(TeamRow, Versioned):
    """What a team told back, in its own words, of a theme or of some answers."""

    __tablename__ = "telling"
    __table_args__ = (Index(None, "team_id", "told_on"),)

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=draw_public_id)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("answer_theme.id", ondelete="SET NULL"), index=True)
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id", ondelete="SET NULL"), index=True)
    """Which measure says how it goes; without one «Vi måler ikke dette»."""
    kind: Mapped[TellingKind] = mapped_column()
    text: Mapped[str] = mapped_column(FreeText(600))
    decided_by: Mapped[str] = mapped_column(FreeText(120), default="")
    """Who decided, as a part of the house: «avdelingsledelsen», never a name."""
    decided_on: Mapped[date | None] = mapped_column()
    told_on: Mapped[date] = mapped_column()
    told_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column()
    published_at: Mapped[datetime | None] = mapped_column()
    """When the leader let everybody read it; None: the team alone."""
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)


class TellingAnswer(Base):
    """That a telling answers an answer."""

    __tablename__ = "telling_answer"
    __table_args__ = (Index(None, "answer_id"), Index(None, "team_id"))

    telling_id: Mapped[int] = mapped_column(ForeignKey("telling.id", ondelete="CASCADE"), primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
