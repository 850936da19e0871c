"""A file on its way in: kept while a person looks at what it says, and forgotten within a day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, FreeText, Json


class Upload(Base):
    """One person's file for one team, as text that was screened. A new one takes the place of the one before.

    It ends with the last button (then only `result` is left), when it is thrown away, or after a day.
    """

    __tablename__ = "upload"
    __table_args__ = (UniqueConstraint("team_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(String(32))
    """Tells this file from the next one, in a form that lies open."""
    version: Mapped[int] = mapped_column(default=1)
    """Goes up with each choice and repair."""
    name: Mapped[str] = mapped_column(FreeText(120))
    data: Mapped[bytes] = mapped_column(LargeBinary)
    """Its sheets by name, compressed JSON; `services.uploads` writes and reads it."""
    sheet: Mapped[str | None] = mapped_column(String(120))
    """Which sheet was chosen; None while there are several to choose from."""
    columns: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """What each column holds, by its number; None until it was said."""
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id", ondelete="SET NULL"))
    """The measure of every row, where the file names none."""
    confirmed: Mapped[bool] = mapped_column(default=False)
    """Whether telephone numbers and addresses in its notes are meant to stand there."""
    result: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """How many rows were stored, when it is done."""
    created_at: Mapped[datetime] = mapped_column(index=True)
