"""Signals that measures have had, so that each is told once; and which measures have been looked at before."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.analysis import Effect, Rule
from tracker.models.base import Base


class MeasureSignal(Base):
    """A signal of a measure: new points of the same stretch are the same signal."""

    __tablename__ = "measure_signal"
    __table_args__ = (
        UniqueConstraint("measure_id", "phase_from", "rule", "first_on"),
        Index(None, "team_id", "appeared_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    phase_from: Mapped[date] = mapped_column()
    """When the phase begins in which it was found."""
    rule: Mapped[Rule] = mapped_column()
    first_on: Mapped[date] = mapped_column()
    """When its first point begins."""
    effect: Mapped[Effect] = mapped_column()
    appeared_at: Mapped[datetime | None] = mapped_column()
    """When it was first seen; None of one that was there when we first looked: that is no news."""
    gone_at: Mapped[datetime | None] = mapped_column()


class SignalWatch(Base):
    """That a measure has been looked at for signals: what is found from then on is new."""

    __tablename__ = "signal_watch"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[datetime] = mapped_column()
