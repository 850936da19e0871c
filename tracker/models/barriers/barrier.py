"""A barrier: what stands in the way of a team's work."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, selectinload
from sqlalchemy.sql.base import ExecutableOption

from tracker.models.accounts import User
from tracker.models.barriers.lift import BarrierLift
from tracker.models.base import FreeText, TeamRow, Versioned, short_text
from tracker.models.improvement import Intervention
from tracker.models.measures import Measure


class BarrierKind(StrEnum):
    """What a barrier is about: the same words everywhere, so that the same in several teams is seen."""

    TIME = "time"
    STAFFING = "staffing"
    TRAINING = "training"
    SPACE = "space"
    IT = "it"
    LEADERSHIP = "leadership"
    COOPERATION = "cooperation"
    OTHER = "other"


class Barrier(TeamRow, Versioned):
    """What stands in the way of a team's work."""

    __tablename__ = "barrier"
    __table_args__ = (
        Index(None, "team_id", "gone_on"),
        CheckConstraint("measure_id IS NULL OR intervention_id IS NULL", name="touches"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    title: Mapped[str] = short_text(120)
    kind: Mapped[BarrierKind] = mapped_column()
    effect: Mapped[str] = mapped_column(FreeText(400), default="")
    """What it does to the work."""
    tried: Mapped[str] = mapped_column(FreeText(400), default="")
    """What the team tries itself."""
    since: Mapped[date] = mapped_column()
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id", ondelete="SET NULL"), index=True)
    intervention_id: Mapped[int | None] = mapped_column(ForeignKey("intervention.id", ondelete="SET NULL"), index=True)
    gone_on: Mapped[date | None] = mapped_column()
    gone_how: Mapped[str] = short_text()
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    created_by: Mapped[User] = relationship()
    measure: Mapped[Measure | None] = relationship()
    intervention: Mapped[Intervention | None] = relationship()
    lifts: Mapped[list[BarrierLift]] = relationship(order_by=BarrierLift.id)

    @property
    def lift(self) -> BarrierLift | None:
        """The lift that holds now, if it is lifted."""
        return next((lift for lift in self.lifts if lift.ended_at is None), None)

    @classmethod
    def load_options(cls) -> tuple[ExecutableOption, ...]:
        """Load a barrier with what it touches and whom it is lifted to."""
        return joinedload(cls.measure), joinedload(cls.intervention), selectinload(cls.lifts).joinedload(BarrierLift.to)
