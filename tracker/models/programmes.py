"""Programmes: what several learning networks want together, who stands behind, and who steers."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import FreeText, Versioned, short_text


class SteeringRole(StrEnum):
    """What a person is in a steering group."""

    CHAIR = "chair"
    MEMBER = "member"
    USER_REPRESENTATIVE = "user_representative"
    RELATIVE_REPRESENTATIVE = "relative_representative"

    @property
    def is_representative(self) -> bool:
        """Whether she speaks for patients or next of kin."""
        return self in {SteeringRole.USER_REPRESENTATIVE, SteeringRole.RELATIVE_REPRESENTATIVE}


class Programme(Versioned):
    """A programme holds networks."""

    __tablename__ = "programme"

    name: Mapped[str] = short_text()
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    aim: Mapped[str] = mapped_column(FreeText(1000), default="", server_default="")
    owner: Mapped[str] = mapped_column(FreeText(200), default="", server_default="")
    """Who owns it, in words; the persons who may change it hold an `Ownership`."""
    partners: Mapped[str] = mapped_column(FreeText(500), default="", server_default="")
    funders: Mapped[str] = mapped_column(FreeText(500), default="", server_default="")
    contact: Mapped[str] = mapped_column(FreeText(200), default="", server_default="")
    created_at: Mapped[datetime] = mapped_column()


class ProgrammeGoal(Versioned):
    """One part of what a programme wants, and how far the hosts of its networks find it has come."""

    __tablename__ = "programme_goal"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(FreeText(300))
    judgement: Mapped[str] = mapped_column(FreeText(1000), default="")
    judged_by: Mapped[str] = mapped_column(String(120), default="")
    """The name of the host who wrote it, as it was then."""
    judged_on: Mapped[date | None] = mapped_column()


class SteeringMember(Versioned):
    """A person in the steering group of a programme or of a network."""

    __tablename__ = "steering_member"
    __table_args__ = (CheckConstraint("(programme_id IS NULL) <> (network_id IS NULL)", name="one_group"),)

    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id", ondelete="CASCADE"), index=True)
    network_id: Mapped[int | None] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = short_text(120)
    organisation: Mapped[str] = short_text()
    role: Mapped[SteeringRole] = mapped_column()
