"""Improvement teams: where they belong, who is in them, and how one is invited."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload
from sqlalchemy.sql.base import ExecutableOption

from tracker.models.accounts import Profession, Role, User
from tracker.models.base import Base, TeamRow, Versioned, short_text
from tracker.models.organisations import Organisation


class ServiceKind(StrEnum):
    """What kind of service a team works in. It filters the library: home care is not offered the ward-round chair."""

    HOSPITAL_WARD = "hospital_ward"
    OUTPATIENT = "outpatient"
    EMERGENCY = "emergency"
    MENTAL_HEALTH = "mental_health"
    NURSING_HOME = "nursing_home"
    HOME_CARE = "home_care"
    OTHER = "other"


HOSPITAL_SERVICES = frozenset(
    {ServiceKind.HOSPITAL_WARD, ServiceKind.OUTPATIENT, ServiceKind.EMERGENCY, ServiceKind.MENTAL_HEALTH}
)
MUNICIPAL_SERVICES = frozenset({ServiceKind.NURSING_HOME, ServiceKind.HOME_CARE})


class Team(Versioned):
    """An improvement team of one or several organisations."""

    __tablename__ = "team"

    name: Mapped[str] = short_text()
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    """Made once from the name; a new name does not change it, so printed addresses keep working."""
    service: Mapped[ServiceKind] = mapped_column()
    is_reference: Mapped[bool] = mapped_column(default=False)
    """True for a team that holds published numbers to read beside one's own, never a real team's work."""
    next_flag: Mapped[int] = mapped_column(default=1)
    """The number the next intervention, test or event gets: the same in list, chart and goal page."""
    created_at: Mapped[datetime] = mapped_column()

    organisations: Mapped[list[Organisation]] = relationship(
        secondary="team_organisation", order_by="Organisation.name"
    )


class TeamOrganisation(Base):
    """That a team belongs to an organisation; joint teams belong to several."""

    __tablename__ = "team_organisation"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True, index=True)


class Membership(TeamRow, Versioned):
    """A person in a team. Leaving keeps the row: what she did stays hers."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("team_id", "user_id"),)

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    role: Mapped[Role] = mapped_column()
    profession: Mapped[Profession] = mapped_column(default=Profession.OTHER)
    joined_on: Mapped[date] = mapped_column()
    left_on: Mapped[date | None] = mapped_column()

    user: Mapped[User] = relationship()

    @classmethod
    def load_options(cls) -> tuple[ExecutableOption, ...]:
        """Load a membership with its person."""
        return (selectinload(cls.user),)


class Invitation(TeamRow, Base):
    """A link that lets one person into one team, once, until it expires or is withdrawn."""

    __tablename__ = "invitation"
    __table_args__ = (
        Index("uq_invitation_open", "team_id", "email", unique=True,
              sqlite_where=text("accepted_at IS NULL AND revoked_at IS NULL"),
              postgresql_where=text("accepted_at IS NULL AND revoked_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[Role] = mapped_column()
    profession: Mapped[Profession] = mapped_column(default=Profession.OTHER)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column()
    expires_at: Mapped[datetime] = mapped_column()
    accepted_at: Mapped[datetime | None] = mapped_column()
    revoked_at: Mapped[datetime | None] = mapped_column()

    team: Mapped[Team] = relationship()
    invited_by: Mapped[User] = relationship()
