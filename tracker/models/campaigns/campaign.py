"""The day of one year: whose it is, and its dates. The dates are data, and no year needs code."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import User
from tracker.models.base import Versioned
from tracker.models.networks import Network
from tracker.models.programmes import Programme


class CampaignStage(StrEnum):
    """Where a year's day is: its dates say it, nobody sets it."""

    PLANNED = "planned"
    """Nobody can sign up yet."""
    OPEN = "open"
    """Units sign up."""
    DAY = "day"
    """It is today."""
    COUNTING = "counting"
    """It was, and counts on paper may still be entered."""
    FROZEN = "frozen"
    """Its numbers are closed."""


class Campaign(Versioned):
    """The day of a year. There is one a year in an installation, held by a network or by a programme."""

    __tablename__ = "campaign"
    __table_args__ = (
        CheckConstraint("(programme_id IS NULL) <> (network_id IS NULL)", name="one_owner"),
        CheckConstraint("opens_on <= held_on AND freezes_on > held_on AND asks_on > held_on", name="dates"),
        CheckConstraint(
            "invited >= 0 AND invited_municipalities >= 0 AND invited_hospitals >= 0",
            name="invited",
        ),
    )

    network_id: Mapped[int | None] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"), index=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id", ondelete="CASCADE"), index=True)
    year: Mapped[int] = mapped_column(unique=True)
    """What stands in its addresses."""
    held_on: Mapped[date] = mapped_column()
    opens_on: Mapped[date] = mapped_column()
    """From when units may sign up."""
    freezes_on: Mapped[date] = mapped_column()
    """The first day on which nothing is counted any more."""
    asks_on: Mapped[date] = mapped_column()
    """When units are asked what it became."""
    invited: Mapped[int | None] = mapped_column()
    """How many units were invited; None where nobody has said."""
    invited_municipalities: Mapped[int | None] = mapped_column()
    invited_hospitals: Mapped[int | None] = mapped_column()
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    """The host who holds the day: teams are made for units that sign up, and their leaders invited, in her name."""
    created_at: Mapped[datetime] = mapped_column()
    frozen_at: Mapped[datetime | None] = mapped_column()
    """When its numbers were written down (`CampaignResult`)."""

    network: Mapped[Network | None] = relationship()
    programme: Mapped[Programme | None] = relationship()
    made_by: Mapped[User] = relationship()

    def stage(self, today: date) -> CampaignStage:
        """Return where the day is on a day."""
        if self.frozen_at is not None or today >= self.freezes_on:
            return CampaignStage.FROZEN
        if today > self.held_on:
            return CampaignStage.COUNTING
        if today == self.held_on:
            return CampaignStage.DAY
        return CampaignStage.OPEN if today >= self.opens_on else CampaignStage.PLANNED

    def takes_units(self, today: date) -> bool:
        """Return whether units may sign up: also on the day, and as long as anything is counted."""
        return self.stage(today) not in {CampaignStage.PLANNED, CampaignStage.FROZEN}

    def takes_counts(self, today: date) -> bool:
        """Return whether units may count: from the day on, until its numbers are closed."""
        return self.stage(today) in {CampaignStage.DAY, CampaignStage.COUNTING}

    def asks(self, today: date) -> bool:
        """Return whether units are asked what the answers became."""
        return today >= self.asks_on
