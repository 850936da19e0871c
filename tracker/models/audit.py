"""The audit trail: who did what, when, with the row before and after. Lines are only ever added."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Json


class Deed(StrEnum):
    """What was done."""

    CREATED = "created"
    CHANGED = "changed"
    REMOVED = "removed"
    RESTORED = "restored"
    EXCLUDED = "excluded"
    INCLUDED = "included"
    ACCEPTED = "accepted"
    REVOKED = "revoked"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"


class AuditLine(Base):
    """One deed. The name is kept beside the id, so that the line can be read when the account is gone."""

    __tablename__ = "audit_line"
    __table_args__ = (Index(None, "team_id", "id"), Index(None, "subject", "subject_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column()
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    user_name: Mapped[str] = mapped_column(String(120))
    deed: Mapped[Deed] = mapped_column()
    subject: Mapped[str] = mapped_column(String(40))
    """The key of the kind of row it was done to, as the row's own subject registered it."""
    subject_id: Mapped[int] = mapped_column()
    joined_with: Mapped[str] = mapped_column(String(250), default="", server_default="")
    """Whose changes the deed took along, where two people had edited the row at once."""
    label: Mapped[str] = mapped_column(String(200), default="")
    """What the row was called then: a measure's name, a period."""
    import_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id", ondelete="SET NULL"), index=True)
    """The file whose numbers it tells of, where it is one of the lines that an import wrote: they are read as one."""
    before: Mapped[Json | None] = mapped_column(JSON)
    after: Mapped[Json | None] = mapped_column(JSON)
