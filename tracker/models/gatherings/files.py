"""Files that hang on a gathering. What they hold stands in a table of its own, so that no list ever loads it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import User
from tracker.models.base import Base, short_text


class FileKind(StrEnum):
    """What a file is, by what it holds: as its name ends when it is fetched."""

    PDF = "pdf"
    PPTX = "pptx"
    DOCX = "docx"
    XLSX = "xlsx"
    PNG = "png"
    JPG = "jpg"


class GatheringFile(Base):
    """A file that hangs on a gathering: all but what it holds."""

    __tablename__ = "gathering_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = short_text(120)
    """What it is called on screen, without the ending."""
    kind: Mapped[FileKind] = mapped_column()
    size: Mapped[int] = mapped_column()
    """In bytes."""
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    added_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    added_by: Mapped[User] = relationship()


class GatheringFileContent(Base):
    """What a file holds."""

    __tablename__ = "gathering_file_content"

    file_id: Mapped[int] = mapped_column(ForeignKey("gathering_file.id", ondelete="CASCADE"), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
