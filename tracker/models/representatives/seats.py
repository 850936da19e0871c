"""Seats for representatives, and how far a team has come in filling them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import Role
from tracker.models.base import TeamRow, Versioned
from tracker.models.teams import Membership


class RecruitmentState(StrEnum):
    """How far a team has come in finding somebody for a seat."""

    SOUGHT = "sought"
    ASKED = "asked"
    ACCEPTED = "accepted"
    TRAINED = "trained"
    ENDED = "ended"


class RepresentativeSeat(TeamRow, Versioned):
    """A seat for somebody who speaks for patients or next of kin: how far the team has come in filling it."""

    __tablename__ = "representative_seat"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column()
    state: Mapped[RecruitmentState] = mapped_column(default=RecruitmentState.SOUGHT)
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id", ondelete="SET NULL"), index=True)
    """Who has it, once she is in the team: nobody is named before she has said yes herself."""
    until: Mapped[date | None] = mapped_column()
    """How long she has said yes for."""
    changed_at: Mapped[datetime] = mapped_column()
    created_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    membership: Mapped[Membership | None] = relationship()
