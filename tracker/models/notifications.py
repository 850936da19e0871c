"""What a person is told and where, what she has read, the weeks she has mail for, and signals, each told once."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.analysis import Effect, Rule
from tracker.models.base import Base


class NotificationKind(StrEnum):
    """What a notification is about. Each is chosen by itself, here and in the weekly mail."""

    PERIOD_MISSING = "period_missing"
    ACCOUNT_HELD = "account_held"
    MAIL_STUCK = "mail_stuck"
    COMMENT = "comment"
    ROLE_CHANGED = "role_changed"
    SIGNAL = "signal"
    THREAD_WAITS = "thread_waits"
    THREAD_ANSWERED = "thread_answered"
    PHASE_PROPOSED = "phase_proposed"
    PHASE_DECIDED = "phase_decided"
    BARRIER_LIFTED = "barrier_lifted"
    PROMISE_DUE = "promise_due"
    BARRIER_ANSWERED = "barrier_answered"
    FOLLOW_UP_DUE = "follow_up_due"
    ANSWER_WITHDRAWN = "answer_withdrawn"
    UNIT_ASKS = "unit_asks"


NEEDS_YOU = (
    NotificationKind.PERIOD_MISSING,
    NotificationKind.ACCOUNT_HELD,
    NotificationKind.MAIL_STUCK,
    NotificationKind.THREAD_WAITS,
    NotificationKind.PHASE_PROPOSED,
    NotificationKind.BARRIER_LIFTED,
    NotificationKind.PROMISE_DUE,
    NotificationKind.FOLLOW_UP_DUE,
    NotificationKind.ANSWER_WITHDRAWN,
    NotificationKind.UNIT_ASKS,
)
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


class SignalKind(StrEnum):
    """What a signal is of: one of the rules a chart is read by, a team that records nothing, or a goal that is held."""

    LONG_RUN = Rule.LONG_RUN.value
    FEW_CROSSINGS = Rule.FEW_CROSSINGS.value
    BEYOND_LIMITS = Rule.BEYOND_LIMITS.value
    SHIFT = Rule.SHIFT.value
    TREND = Rule.TREND.value
    TOO_FEW_RUNS = Rule.TOO_FEW_RUNS.value
    TOO_MANY_RUNS = Rule.TOO_MANY_RUNS.value
    SEVEN_ON_ONE_SIDE = Rule.SEVEN_ON_ONE_SIDE.value
    SEVEN_POINT_TREND = Rule.SEVEN_POINT_TREND.value
    TWO_OF_THREE_NEAR_LIMIT = Rule.TWO_OF_THREE_NEAR_LIMIT.value
    SILENT = "silent"
    GOAL_HELD = "goal_held"


class MeasureSignal(Base):
    """A signal of a measure: new points of the same stretch are the same signal."""

    __tablename__ = "measure_signal"
    __table_args__ = (
        UniqueConstraint("measure_id", "phase_from", "rule", "first_on"),
        Index(None, "team_id", "appeared_at"),
        Index(None, "team_id", "gone_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    phase_from: Mapped[date] = mapped_column()
    """When the phase begins in which it was found; of a goal that is held, since when that is the goal."""
    rule: Mapped[SignalKind] = mapped_column()
    first_on: Mapped[date] = mapped_column()
    """When its first point begins; of a silence, the first period that is not recorded."""
    effect: Mapped[Effect] = mapped_column()
    appeared_at: Mapped[datetime | None] = mapped_column()
    """When it was first seen; None of one that was there when we first looked: that is no news."""
    gone_at: Mapped[datetime | None] = mapped_column()


class NewsOf(StrEnum):
    """What a piece of an advisor's news is of: a signal that came, one that went, or a message to her."""

    CAME = "came"
    WENT = "went"
    SAID = "said"


class SignalRead(Base):
    """That a person has said of one piece of news that she has read it: a signal's coming, its going, a message."""

    __tablename__ = "signal_read"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    of: Mapped[NewsOf] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column()


class SignalWatch(Base):
    """That a measure has been looked at for signals: what is found from then on is new."""

    __tablename__ = "signal_watch"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[datetime] = mapped_column()
