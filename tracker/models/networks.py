"""Learning networks, and the teams that take part in them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.analysis.small_numbers import LEAST
from tracker.models.base import Base, FreeText, Versioned, short_text
from tracker.models.programmes import Programme


class NetworkStatus(StrEnum):
    """Where a network is on a day: its dates say it, nobody sets it."""

    RUNNING = "running"
    PLANNED = "planned"
    CLOSED = "closed"


class Network(Versioned):
    """A learning network: teams that meet over a year or two and learn from each other."""

    __tablename__ = "network"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="period"),
        CheckConstraint("minimum_points >= 3", name="minimum_points"),
        CheckConstraint("silent_after >= 1", name="silent_after"),
        CheckConstraint("planned_gatherings >= 0", name="planned_gatherings"),
    )

    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"), index=True)
    name: Mapped[str] = short_text()
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    host: Mapped[str] = short_text()
    """Who hosts it, in words: Helse Midt-Norge."""
    partners: Mapped[str] = mapped_column(FreeText(500), default="")
    funders: Mapped[str] = mapped_column(FreeText(500), default="")
    contact: Mapped[str] = mapped_column(FreeText(200), default="")
    aim: Mapped[str] = mapped_column(FreeText(1000), default="", server_default="")
    planned_with: Mapped[str] = mapped_column(FreeText(1000), default="", server_default="")
    """Which organisations of users it was planned with, and how; never which persons."""
    planned_gatherings: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many samlinger it is to hold; 0 where nobody has said."""
    join_by: Mapped[date | None] = mapped_column()
    """The last day to sign up for a network that is planned."""
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()
    minimum_points: Mapped[int] = mapped_column(default=12)
    """How many points a phase needs before it gets a median and a verdict."""
    silent_after: Mapped[int] = mapped_column(default=3)
    """After how many periods without a number a team is said to have gone quiet."""
    small_number: Mapped[int] = mapped_column(default=LEAST)
    """Numbers under this are withheld in everything public."""
    teams_see_each_other: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether a team reads the charts of the others; without it they are strangers to each other."""
    advisors_decide_phases: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether an advisor decides on phases herself; without it she proposes them, and the team's leader decides."""
    agreement: Mapped[str] = mapped_column(FreeText(2000), default="", server_default="")
    """What else is agreed on who sees what, one thing a line."""
    agreement_changed_at: Mapped[datetime | None] = mapped_column()
    """A team that signed before this moment has signed another agreement."""
    created_at: Mapped[datetime] = mapped_column()

    programme: Mapped[Programme | None] = relationship()

    def status(self, today: date) -> NetworkStatus:
        """Return where the network is on a day."""
        if self.starts_on > today:
            return NetworkStatus.PLANNED
        return NetworkStatus.CLOSED if self.ends_on is not None and self.ends_on < today else NetworkStatus.RUNNING


class NetworkTeam(Base):
    """That a team takes part in a network, from a day and perhaps to one."""

    __tablename__ = "network_team"
    __table_args__ = (UniqueConstraint("network_id", "team_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    joined_on: Mapped[date] = mapped_column()
    left_on: Mapped[date | None] = mapped_column()
    agreed_at: Mapped[datetime | None] = mapped_column()
    """When the team's leader signed what the network has agreed."""
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    network: Mapped[Network] = relationship()

    @property
    def has_signed(self) -> bool:
        """Whether the team has signed the agreement as it stands now."""
        changed = self.network.agreement_changed_at
        return self.agreed_at is not None and (changed is None or self.agreed_at >= changed)
