"""Who made each version of a row that people edit: what a form that saw an older one is told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base


class SavedVersion(Base):
    """One version of one row: by whom and when, and nothing of what it says."""

    __tablename__ = "saved_version"
    __table_args__ = (Index(None, "table_name", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int] = mapped_column()
    version: Mapped[int] = mapped_column()
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    user_name: Mapped[str] = mapped_column(String(120))
    """Kept beside the id, as in the audit trail."""
    at: Mapped[datetime] = mapped_column()
