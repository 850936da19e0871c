"""What is left of answers that are gone, and when they go."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, FreeText, Json, Versioned


class WithdrawnAnswer(Base):
    """That an answer was withdrawn, by its public id and day; and whether the team has taken prints down.

    No foreign key leads to the answer, which is gone. The same ids stand in a file apart from the database, so that a
    copy that is put back forgets them too.
    """

    __tablename__ = "withdrawn_answer"
    __table_args__ = (Index(None, "team_id", "taken_down_at"),)

    public_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    withdrawn_on: Mapped[date] = mapped_column()
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    """Who in the team found it for its writer; None where the writer used the code."""
    was_shown: Mapped[bool] = mapped_column(default=False)
    """Whether it was approved, so that it may hang on a wall or lie in a downloaded file."""
    sent_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    """That of the answer, for the days in which its page can be sent again: a reload does not bring it back."""
    taken_down_at: Mapped[datetime | None] = mapped_column()
    taken_down_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))


class AnswerWeek(Base):
    """What answers that are gone counted, by the week they were sent in: the charts keep their numbers."""

    __tablename__ = "answer_week"
    __table_args__ = (CheckConstraint("heard >= acted AND acted >= 0 AND told >= 0 AND taken_in >= 0", name="counts"),)

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), primary_key=True)
    week: Mapped[date] = mapped_column(primary_key=True)
    """The Monday."""
    heard: Mapped[int] = mapped_column(default=0)
    """Approved answers that are gone."""
    acted: Mapped[int] = mapped_column(default=0)
    """Of them: had a link to a deed, or a reasoned no."""
    told: Mapped[int] = mapped_column(default=0)
    taken_in: Mapped[int] = mapped_column(default=0)


class RetentionRule(Versioned):
    """When answers go in a network; one without a row has the usual times."""

    __tablename__ = "retention_rule"
    __table_args__ = (
        UniqueConstraint("network_id"),
        CheckConstraint("months > 0 AND unread_months > 0", name="times"),
        CheckConstraint("(postponed_until IS NULL) = (postponed_at IS NULL)", name="postponed"),
    )

    network_id: Mapped[int] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"))
    months: Mapped[int] = mapped_column(default=12)
    """After how many months an answer that was read goes."""
    unread_months: Mapped[int] = mapped_column(default=3)
    next_run_on: Mapped[date | None] = mapped_column()
    told_for: Mapped[date | None] = mapped_column()
    """The day of the run that the teams' leaders were last told of."""
    decided_at: Mapped[datetime | None] = mapped_column()
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    postponed_until: Mapped[date | None] = mapped_column()
    """The one postponement of a run; emptied when the run is done."""
    postponed_why: Mapped[str] = mapped_column(FreeText(200), default="")
    postponed_at: Mapped[datetime | None] = mapped_column()
    postponed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))


class RetentionRun(Base):
    """One run, or one dry run, and its receipt: numbers and the rule, never a word of an answer."""

    __tablename__ = "retention_run"
    __table_args__ = (Index(None, "network_id", "started_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"))
    public_id: Mapped[str] = mapped_column(String(16), unique=True)
    is_dry: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime] = mapped_column()
    finished_at: Mapped[datetime | None] = mapped_column()
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    by_name: Mapped[str] = mapped_column(String(120), default="")
    """Kept beside the id, as in the audit trail; empty where it ran by itself."""
    rule: Mapped[Json] = mapped_column(JSON)
    """The rule as it stood then, and who decided it when."""
    counted: Mapped[int] = mapped_column(default=0)
    """How many the dry run or the run found."""
    removed: Mapped[int] = mapped_column(default=0)
    left: Mapped[int | None] = mapped_column("left_over")
    """How many a new query found after the run; None before it, or where it failed."""
    purged: Mapped[Json] = mapped_column(JSON, default=dict)
    """What else went, by kind: what answers were tied to, and tellings that were theirs."""
    failed_at: Mapped[datetime | None] = mapped_column()
    """When it failed, where it did: a failure is never called anything else."""
    backups_gone_on: Mapped[date | None] = mapped_column()
    checksum: Mapped[str] = mapped_column(String(64), default="")
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)
