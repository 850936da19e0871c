"""A year's numbers and names as they were when the day was closed: nothing that happens later changes them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.analysis.small_numbers import LEAST
from tracker.models.base import Base, short_text
from tracker.models.organisations import OrganisationKind
from tracker.models.teams import ServiceKind


class CampaignResult(Base):
    """The numbers of a year. One that nobody counted is None, and is never shown as nought."""

    __tablename__ = "campaign_result"
    __table_args__ = (
        CheckConstraint(
            "units >= 0 AND municipalities >= 0 AND hospitals >= 0 AND asked >= 0 AND answered >= 0", name="numbers"
        ),
        CheckConstraint("reported >= 0 AND acted >= 0 AND acted <= reported", name="reported"),
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True)
    units: Mapped[int | None] = mapped_column()
    municipalities: Mapped[int | None] = mapped_column()
    hospitals: Mapped[int | None] = mapped_column()
    asked: Mapped[int | None] = mapped_column()
    answered: Mapped[int | None] = mapped_column()
    reported: Mapped[int | None] = mapped_column()
    """How many units said what the answers became, where that was asked elsewhere than here: of a year whose units are
    here, their own words are counted (`CampaignFollowUp`)."""
    acted: Mapped[int | None] = mapped_column()
    """How many of them had done something."""
    threshold: Mapped[int] = mapped_column(default=LEAST, server_default=str(LEAST))
    """Numbers under this are not told of the year, as its networks had agreed when it was frozen."""
    frozen_at: Mapped[datetime] = mapped_column()


class CampaignResultUnit(Base):
    """A unit that took part in a year, by its name then, with its own numbers."""

    __tablename__ = "campaign_result_unit"
    __table_args__ = (
        Index(None, "campaign_id", "place", unique=True),
        CheckConstraint("asked >= 0 AND answered >= 0", name="numbers"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("campaign_unit.id", ondelete="SET NULL"), index=True)
    """Which it was, so that what it says later stands beside it."""
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="SET NULL"), index=True)
    """The team whose answers of the day are the unit's, where it had said so: they are shown whatever becomes of the
    unit, as long as they may be read."""
    place: Mapped[int] = mapped_column()
    """Where it stands in the alphabet, from 0."""
    organisation: Mapped[str] = short_text()
    organisation_kind: Mapped[OrganisationKind] = mapped_column()
    name: Mapped[str] = short_text()
    service: Mapped[ServiceKind] = mapped_column()
    asked: Mapped[int | None] = mapped_column()
    """None where it counted nothing."""
    answered: Mapped[int | None] = mapped_column()
