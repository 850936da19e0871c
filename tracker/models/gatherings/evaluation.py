"""What those who came thought of a gathering: five questions by a secret link, with nothing of who answered or when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, FreeText

SCALES = ("useful", "others", "helped", "tomorrow")
"""The four questions that are answered from 1 to 5, as their columns are called."""


class Evaluation(Base):
    """The secret link by which a gathering is evaluated."""

    __tablename__ = "evaluation"

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), unique=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    created_at: Mapped[datetime] = mapped_column()


class EvaluationAnswer(Base):
    """One answer. Neither who nor when is kept; the form's own number makes that one sent twice counts once."""

    __tablename__ = "evaluation_answer"
    __table_args__ = (
        *(CheckConstraint(f"{name} BETWEEN 1 AND 5", name=name) for name in SCALES),
        # Nothing that orders answers in time is wanted, so there is no moment here.
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id", ondelete="CASCADE"), index=True)
    form_id: Mapped[str] = mapped_column(String(36), unique=True)
    useful: Mapped[int | None] = mapped_column()
    others: Mapped[int | None] = mapped_column()
    helped: Mapped[int | None] = mapped_column()
    tomorrow: Mapped[int | None] = mapped_column()
    takeaway: Mapped[str] = mapped_column(FreeText(500), default="")
