"""A file on its way in, kept while a person looks at what it says; and what was taken in, so that it can be undone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import User
from tracker.models.base import Base, FreeText, Json
from tracker.models.measurements import MissingReason, Source


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
    choices: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """What was decided for the whole file: its shape, names, signs; `services.imports.choices` reads it."""
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id", ondelete="SET NULL"))
    """The measure of every row, where the file names none."""
    confirmed: Mapped[bool] = mapped_column(default=False)
    """Whether telephone numbers and addresses in its notes are meant to stand there."""
    result: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """How many rows were stored, when it is done."""
    created_at: Mapped[datetime] = mapped_column(index=True)


class ImportHabit(Base):
    """What a team decided the last time for files with this first row: the next month's file needs no answers."""

    __tablename__ = "import_habit"
    __table_args__ = (UniqueConstraint("team_id", "header_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    header_hash: Mapped[str] = mapped_column(String(64))
    """Of the names of the columns; the names themselves are not kept."""
    columns: Mapped[Json] = mapped_column(JSON)
    choices: Mapped[Json] = mapped_column(JSON)
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id", ondelete="SET NULL"))
    chosen_at: Mapped[datetime] = mapped_column()


class ImportRun(Base):
    """One file's numbers of one team, stored at once. Until the end of the next working day all of it can be undone."""

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    stored_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    stored_at: Mapped[datetime] = mapped_column()
    name: Mapped[str] = mapped_column(FreeText(120), default="")
    """What the file was called; empty where rows were pasted."""
    until: Mapped[datetime] = mapped_column()
    """When it can no longer be undone."""
    undone_at: Mapped[datetime | None] = mapped_column()
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    undoing: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """What the undoing did: how many numbers were taken out, put back and left."""

    stored_by: Mapped[User] = relationship(foreign_keys=[stored_by_id])


class ReplacedMeasurement(Base):
    """What a measurement said before a file wrote over it. Kept as long as the file can be undone."""

    __tablename__ = "import_replaced"
    __table_args__ = (Index(None, "import_run_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"))
    measurement_id: Mapped[int] = mapped_column(ForeignKey("measurement.id", ondelete="CASCADE"), index=True)
    version: Mapped[int] = mapped_column()
    """The measurement's version after the file: any other was changed since."""
    value: Mapped[float | None] = mapped_column()
    numerator: Mapped[float | None] = mapped_column()
    denominator: Mapped[float | None] = mapped_column()
    not_measured: Mapped[bool] = mapped_column(default=False)
    missing_reason: Mapped[MissingReason | None] = mapped_column()
    note: Mapped[str] = mapped_column(FreeText(400), default="")
    source: Mapped[Source] = mapped_column()
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column()
    earlier_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id", ondelete="SET NULL"))
    """The file it had come from before, if any."""
