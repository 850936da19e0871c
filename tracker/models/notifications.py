"""What a person wants to be told and where, what she has marked as read, and the weeks she has mail for."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base


class NotificationKind(StrEnum):
    """What a notification is about. Each is chosen by itself, here and in the weekly mail."""

    PERIOD_MISSING = "period_missing"
    ACCOUNT_HELD = "account_held"
    MAIL_STUCK = "mail_stuck"
    COMMENT = "comment"
    ROLE_CHANGED = "role_changed"
    SIGNAL = "signal"


NEEDS_YOU = (NotificationKind.PERIOD_MISSING, NotificationKind.ACCOUNT_HELD, NotificationKind.MAIL_STUCK)
"""The kinds that go away when something is done; the others are news, and go away when they are marked as read."""


class NotificationRead(Base):
    """That a person has said of one piece of news that she has read it. Nothing is kept of what she only opened."""

    __tablename__ = "notification_read"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[NotificationKind] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(primary_key=True)
    """The row it tells of, in the table that its kind says."""
    at: Mapped[datetime] = mapped_column()


class NotificationChoice(Base):
    """Whether a person wants a kind of notification here, and in the weekly mail. Who says nothing has the usual."""

    __tablename__ = "notification_choice"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[NotificationKind] = mapped_column(primary_key=True)
    here: Mapped[bool] = mapped_column()
    by_mail: Mapped[bool] = mapped_column()
    chosen_at: Mapped[datetime] = mapped_column()


class WeeklyDigest(Base):
    """That a person's mail of a week is in the outbox: written together with it, so there is one a week."""

    __tablename__ = "weekly_digest"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    iso_year: Mapped[int] = mapped_column(primary_key=True)
    iso_week: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column()
