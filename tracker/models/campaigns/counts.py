"""What units count on the day: how many were asked, how many answered. Nothing here leads to an answer or a person."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base


class CountedKind(StrEnum):
    """What a count counts."""

    ASKED = "asked"
    ANSWERED = "answered"


class CampaignCount(Base):
    """One press, one line of many, or one answer by QR. Its id is drawn by who sends it: sent twice, it is one row.

    An undone count keeps its row: sent again, it stays undone. The key begins with the unit, so that no code reaches
    another unit's counts, whatever ids it sends. A count knows no answer: one that is withdrawn leaves its number.
    """

    __tablename__ = "campaign_count"
    __table_args__ = (CheckConstraint("number > 0", name="number"), {"sqlite_with_rowid": False})

    unit_id: Mapped[int] = mapped_column(ForeignKey("campaign_unit.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[CountedKind] = mapped_column()
    number: Mapped[int] = mapped_column(default=1)
    hour: Mapped[datetime] = mapped_column()
    """The hour it was counted in; no finer."""
    undone_at: Mapped[datetime | None] = mapped_column()
