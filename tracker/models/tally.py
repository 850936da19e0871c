"""Telling: the codes that open a team's page at the bedside, the counts made there, and their sums by the hour.

Nothing here can say who counted or about whom: a count is a yes or a no to a question, in an hour.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import User
from tracker.models.base import Base, TeamRow
from tracker.models.teams import Team


class CodePurpose(StrEnum):
    """The one page that a code opens."""

    TELL = "tell"
    BOARD = "board"
    ANSWER = "answer"


class TeamCode(TeamRow, Base):
    """A code that hangs on the wall: whoever has it may open one page of one team, until it is revoked.

    It is kept as it is, not as a hash, since the leader prints it again and again.
    """

    __tablename__ = "team_code"
    __table_args__ = (
        Index("uq_team_code_open", "team_id", "purpose", unique=True,
              sqlite_where=text("revoked_at IS NULL"), postgresql_where=text("revoked_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[CodePurpose] = mapped_column()
    code: Mapped[str] = mapped_column(String(20), unique=True)
    """Without the dashes it is shown with; `access.codes` knows how it is made and read."""
    created_at: Mapped[datetime] = mapped_column()
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    revoked_at: Mapped[datetime | None] = mapped_column()

    team: Mapped[Team] = relationship()
    created_by: Mapped[User] = relationship()


class TallyEvent(Base):
    """One yes or no. Its id is drawn by the phone, so that the same count sent twice is one row.

    An undone count keeps its row: sent again, it stays undone. An undo that arrives before its count leaves such a row
    too. The key begins with the team, so that no code reaches another team's counts, whatever ids it sends.
    """

    __tablename__ = "tally_event"
    __table_args__ = ({"sqlite_with_rowid": False},)

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    hour: Mapped[datetime] = mapped_column()
    """The hour it was counted in; no finer, so that no count can be laid beside a duty list by the minute."""
    answer: Mapped[bool] = mapped_column()
    undone: Mapped[bool] = mapped_column(default=False)


class TallyHour(Base):
    """The sums of one measure in one hour, kept in the same transaction as the counts. Pages read these only."""

    __tablename__ = "tally_hour"
    __table_args__ = (
        CheckConstraint("yes >= 0 AND yes <= total", name="parts"),
        {"sqlite_with_rowid": False},
    )

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True)
    hour: Mapped[datetime] = mapped_column(primary_key=True)
    yes: Mapped[int] = mapped_column()
    total: Mapped[int] = mapped_column()
