"""Programmes, learning networks and the organisations that teams come from."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.base import Base, FreeText, Versioned, short_text


class Programme(Base):
    """A programme holds networks."""

    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = short_text()
    created_at: Mapped[datetime] = mapped_column()


class Network(Versioned):
    """A learning network: teams that meet over a year or two and learn from each other."""

    __tablename__ = "network"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="period"),
        CheckConstraint("minimum_points >= 3", name="minimum_points"),
        CheckConstraint("silent_after >= 1", name="silent_after"),
    )

    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))
    name: Mapped[str] = short_text()
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    host: Mapped[str] = short_text()
    """Who hosts it, in words: Helse Midt-Norge."""
    partners: Mapped[str] = mapped_column(FreeText(500), default="")
    funders: Mapped[str] = mapped_column(FreeText(500), default="")
    contact: Mapped[str] = mapped_column(FreeText(200), default="")
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()
    minimum_points: Mapped[int] = mapped_column(default=12)
    """How many points a phase needs before it gets a median and a verdict."""
    silent_after: Mapped[int] = mapped_column(default=3)
    """After how many periods without a number a team is said to have gone quiet."""
    small_number: Mapped[int] = mapped_column(default=5)
    """Numbers under this are withheld in everything public."""
    created_at: Mapped[datetime] = mapped_column()

    programme: Mapped[Programme | None] = relationship()


class NetworkTeam(Base):
    """That a team takes part in a network, from a day and perhaps to one."""

    __tablename__ = "network_team"
    __table_args__ = (UniqueConstraint("network_id", "team_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    joined_on: Mapped[date] = mapped_column()
    left_on: Mapped[date | None] = mapped_column()

    network: Mapped[Network] = relationship()
