"""People, the roles they stand in, and the sessions they are signed in with."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.base import Base, Versioned, short_text


class Role(StrEnum):
    """What a person is to a team, an organisation, a network or the office."""

    LEADER = "leader"
    MEMBER = "member"
    USER_REPRESENTATIVE = "user_representative"
    RELATIVE_REPRESENTATIVE = "relative_representative"
    ADVISOR = "advisor"
    HOST = "host"
    PROGRAMME_OWNER = "programme_owner"
    ORGANISATION_LEADER = "organisation_leader"
    ADMINISTRATOR = "administrator"
    PEER = "peer"
    """Somebody in another team of a network whose teams see each other."""


TEAM_ROLES = (Role.LEADER, Role.MEMBER, Role.USER_REPRESENTATIVE, Role.RELATIVE_REPRESENTATIVE)
"""The roles a membership can hold; the others come from an organisation, a network or the office."""

PERSONAS = tuple(role for role in Role if role is not Role.PEER)
"""The roles somebody stands for in the demo: everybody in a team of its network is a peer of the others."""


class Profession(StrEnum):
    """What a member of a team works as; representatives are asked for none."""

    NURSE = "nurse"
    DOCTOR = "doctor"
    HEALTH_WORKER = "health_worker"
    SOCIAL_EDUCATOR = "social_educator"
    PHYSIOTHERAPIST = "physiotherapist"
    OCCUPATIONAL_THERAPIST = "occupational_therapist"
    MIDWIFE = "midwife"
    PHARMACIST = "pharmacist"
    MANAGER = "manager"
    QUALITY_ADVISOR = "quality_advisor"
    REPRESENTATIVE = "representative"
    OTHER = "other"


class Language(StrEnum):
    """The languages a page can be read in."""

    NB = "nb"
    EN = "en"


class Theme(StrEnum):
    """How the page looks; SYSTEM follows the device."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class User(Versioned):
    """A person with an account."""

    __tablename__ = "user_account"

    name: Mapped[str] = short_text(120)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[Language] = mapped_column(default=Language.NB)
    theme: Mapped[Theme] = mapped_column(default=Theme.SYSTEM)
    is_administrator: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    persona: Mapped[Role | None] = mapped_column()
    """The role an invented person of the demo stands for; None for everybody else."""
    created_at: Mapped[datetime] = mapped_column()
    is_leader_opened: Mapped[bool] = mapped_column(default=False, server_default=false())
    """True while the password was chosen behind a team leader's invitation, who may have seen the link."""
    office_link_at: Mapped[datetime | None] = mapped_column()
    """When the office last made a link to this account, until its person has said that she has read it."""
    held_since: Mapped[datetime | None] = mapped_column()
    """When a link of the office set the password: until somebody else than the office confirms whose it is now, her
    teams stay closed, but for those with an `AccountConfirmation`."""
    former_password_hash: Mapped[str | None] = mapped_column(String(200))
    """The password before that, which she may know and the office does not."""

    @property
    def initials(self) -> str:
        """One or two letters for the round mark in the top bar."""
        words = self.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()


class SignInSession(Base):
    """One browser that is signed in. Only a hash of its token is kept; revoking the row signs it out."""

    __tablename__ = "sign_in_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column()
    expires_at: Mapped[datetime] = mapped_column()
    revoked_at: Mapped[datetime | None] = mapped_column()

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class AccountLink(Base):
    """A link that lets a person set the password of her account, once, until it expires."""

    __tablename__ = "account_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column()
    expires_at: Mapped[datetime] = mapped_column()
    used_at: Mapped[datetime | None] = mapped_column()
    """When it was used, or replaced by a newer one."""
    by_office: Mapped[bool] = mapped_column(default=False, server_default=false())
    """True where the office made it and holds it in its hand; False where it went to the person's own address."""
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True, foreign_keys=user_id)
    made_by: Mapped[User | None] = relationship(foreign_keys=made_by_id)


class AccountConfirmation(Base):
    """That it is she who uses a held account: for one team, or with no team for the roles that the office gave."""

    __tablename__ = "account_confirmation"
    __table_args__ = (Index(None, "user_id", "team_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column()


class SignInAttempt(Base):
    """A failed attempt, counted to slow down guessing: by account and by address, both as hashes."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index(None, "key_hash", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column()


class Advisorship(Base):
    """A quality advisor and an organisation whose teams she reads."""

    __tablename__ = "advisorship"
    __table_args__ = (UniqueConstraint("user_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)


class Hostship(Base):
    """A host and the learning network she looks after."""

    __tablename__ = "hostship"
    __table_args__ = (UniqueConstraint("user_id", "network_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"), index=True)


class Ownership(Base):
    """A programme owner and the programme she answers for."""

    __tablename__ = "ownership"
    __table_args__ = (UniqueConstraint("user_id", "programme_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="CASCADE"), index=True)


class Leadership(Base):
    """A leader in an organisation, who reads the charts of its teams."""

    __tablename__ = "leadership"
    __table_args__ = (UniqueConstraint("user_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
