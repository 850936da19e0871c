"""What a host has written to teams of her network, or to units of a day, and to whom it went."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, FreeText, short_text


class ReminderKind(StrEnum):
    """What is sent: that numbers lack, what the host has to say, a gathering's minutes, or to a day's units."""

    NUMBERS = "numbers"
    MESSAGE = "message"
    MINUTES = "minutes"
    DAY = "day"
    """To units that signed up for a day: addresses without accounts (`ReminderUnit`)."""


class NotMailed(StrEnum):
    """Why somebody who was chosen has no mail."""

    UNWANTED = "unwanted"
    """She has turned this kind of mail off."""
    DEMO = "demo"
    """She is invented, or the demo sends nothing at all."""
    HELD = "held"
    """It is not confirmed that it is she who uses her account, and what her team does stays closed to it."""


class Reminder(Base):
    """One text from a host to leaders of teams, or to units. What was sent is kept as written, with who wrote it."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("network_id", "submission"), Index(None, "network_id", "created_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"))
    kind: Mapped[ReminderKind] = mapped_column()
    subject: Mapped[str] = short_text()
    text: Mapped[str] = mapped_column(FreeText(2000))
    """With the words that are filled in for each team still in it: {navn}, {team}, {uke}."""
    batch: Mapped[str] = mapped_column(String(40), unique=True)
    """What its mails have in common in the outbox."""
    submission: Mapped[str] = mapped_column(String(36))
    """The form's own id: sent twice, it is one reminder."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    by_name: Mapped[str] = short_text(120)
    created_at: Mapped[datetime] = mapped_column()
    goes_at: Mapped[datetime] = mapped_column()
    """Until then all of it can be stopped."""
    stopped_at: Mapped[datetime | None] = mapped_column()
    gathering_id: Mapped[int | None] = mapped_column(ForeignKey("gathering.id", ondelete="SET NULL"), index=True)
    """Whose minutes they are."""


class ReminderTeam(Base):
    """A leader of a team whom a reminder was for. A team with two leaders has two."""

    __tablename__ = "reminder_team"
    __table_args__ = (UniqueConstraint("reminder_id", "team_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reminder_id: Mapped[int] = mapped_column(ForeignKey("reminder.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    to_name: Mapped[str] = short_text(120)
    to_address: Mapped[str] = mapped_column(String(254))
    last_number: Mapped[str] = mapped_column(String(60))
    """What {uke} was for her: "uke 44"."""
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id", ondelete="SET NULL"))
    not_mailed: Mapped[NotMailed | None] = mapped_column()


class ReminderUnit(Base):
    """A unit of a day whom a reminder was for, by its contact's address."""

    __tablename__ = "reminder_unit"
    __table_args__ = (UniqueConstraint("reminder_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reminder_id: Mapped[int] = mapped_column(ForeignKey("reminder.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("campaign_unit.id", ondelete="CASCADE"), index=True)
    to_address: Mapped[str] = mapped_column(String(254))
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id", ondelete="SET NULL"))
    not_mailed: Mapped[NotMailed | None] = mapped_column()
