"""Mail that waits to be sent, what became of it, and which kinds of it a person wants."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, short_text


class MailKind(StrEnum):
    """What a mail is about. A person turns each kind off by itself, but for what concerns her own account."""

    REMINDER = "reminder"
    GATHERING = "gathering"
    MINUTES = "minutes"
    MESSAGE = "message"
    DIGEST = "digest"
    PASSWORD = "password"  # noqa: S105 - the name of a kind
    ACCOUNT = "account"
    """Somebody else can set her password, or has: nobody turns that off."""
    ANSWERS = "answers"
    """What patients answered: that some go, or have stood still. Never a word of them."""
    DAY = "day"
    """To a unit that signed up for the day, by an address that need not belong to an account."""


CHOSEN_KINDS = tuple(kind for kind in MailKind if kind not in {MailKind.PASSWORD, MailKind.ACCOUNT, MailKind.DAY})
"""The kinds that a person may turn off. Links in mails that were sent name a kind by its place: new ones come last."""


class MailState(StrEnum):
    """How far a mail has come. SMTP cannot tell whether a mail that was cut off arrived: such a one is UNCERTAIN."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    HANDING_OVER = "handing_over"
    SENT = "sent"
    STOPPED = "stopped"
    GIVEN_UP = "given_up"
    UNCERTAIN = "uncertain"


OPEN_STATES = (MailState.WAITING, MailState.CLAIMED)
"""States in which nothing has gone: such a mail can still be stopped."""


class MailFault(StrEnum):
    """Why a mail did not go at a try, by class: the server's own words may repeat addresses, and are not kept."""

    ADDRESS = "address"
    """The address cannot be written in a mail."""
    NO_CONNECTION = "no_connection"
    SIGN_IN = "sign_in"
    SENDER = "sender"
    """The server does not let our sender send."""
    LATER = "later"
    """The server asked us to come again."""
    RECIPIENT = "recipient"
    """The server knows no such recipient."""
    BLOCKED = "blocked"
    """The server refuses us by a rule of its own: that says nothing of the address."""
    CONTENT = "content"
    """The server took the address and refused the mail."""
    CUT_OFF = "cut_off"
    """We heard no answer to the mail itself."""
    TOO_OLD = "too_old"
    """Its time was over before any try."""


class Mail(Base):
    """One mail to one person, rendered once: each try sends the same bytes, under the same Message-ID."""

    __tablename__ = "mail"
    __table_args__ = (Index(None, "state", "next_try_at"), Index(None, "batch"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[MailKind] = mapped_column()
    batch: Mapped[str | None] = mapped_column(String(40))
    """What the mails of one deed have in common, so that they are stopped together."""
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    to_name: Mapped[str] = short_text(120)
    to_address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = short_text(250)
    message_id: Mapped[str] = mapped_column(String(250), unique=True)
    raw: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The bytes that are sent; gone once nobody needs them any more."""
    created_at: Mapped[datetime] = mapped_column()
    not_before: Mapped[datetime] = mapped_column()
    next_try_at: Mapped[datetime] = mapped_column()
    give_up_at: Mapped[datetime] = mapped_column()
    state: Mapped[MailState] = mapped_column(default=MailState.WAITING)
    owner: Mapped[str | None] = mapped_column(String(80))
    """Which sender has claimed it; every later write of that sender names itself."""
    lease_until: Mapped[datetime | None] = mapped_column()
    tries: Mapped[int] = mapped_column(default=0)
    fault: Mapped[MailFault | None] = mapped_column()
    sent_at: Mapped[datetime | None] = mapped_column()
    put_aside_at: Mapped[datetime | None] = mapped_column()
    """When a person said that one which did not go, or may not have gone, is to be left."""


class MailChoice(Base):
    """Whether a person wants a kind of mail. Who has said nothing wants it."""

    __tablename__ = "mail_choice"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[MailKind] = mapped_column(primary_key=True)
    wants: Mapped[bool] = mapped_column()
    chosen_at: Mapped[datetime] = mapped_column()


class PasswordRequest(Base):
    """That somebody asked for a new password for an address, known or not. The sender finds out, and deletes it."""

    __tablename__ = "password_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    asked_at: Mapped[datetime] = mapped_column(index=True)
