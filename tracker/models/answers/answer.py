"""One answer: a person's own words, and what its reading by the team led to. Nothing here says who wrote it."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import User
from tracker.models.base import FreeText, TeamRow, Versioned

LONGEST = 1000
"""Characters an answer may have, a line break being one."""
HIDDEN_WORD = "\ufffc"
"""What stands in the text for each word that the team has hidden; the word itself is gone."""


class AnswerLanguage(StrEnum):
    """What an answer is written in, as `lang` says it. The page itself is in the first four."""

    NB = "nb"
    NN = "nn"
    EN = "en"
    DA = "da"
    SOUTH_SAMI = "sma"
    NORTH_SAMI = "se"
    POLISH = "pl"
    UKRAINIAN = "uk"
    ARABIC = "ar"
    SOMALI = "so"
    TIGRINYA = "ti"
    LITHUANIAN = "lt"
    OTHER = "und"


class AnsweredBy(StrEnum):
    """Who answers, by their own word; it may be left out."""

    PATIENT = "patient"
    KIN = "kin"
    UNKNOWN = "unknown"


class AnswerWay(StrEnum):
    """How an answer came in."""

    QR = "qr"
    TABLET = "tablet"
    PAPER = "paper"
    DAY = "day"


class AnswerState(StrEnum):
    """Whether the team has read an answer, and what it decided."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"


class RejectReason(StrEnum):
    """Why an answer was not taken in."""

    POINTS_OUT = "points_out"
    HELP_NOW = "help_now"
    EVENT = "event"
    OFFENSIVE = "offensive"
    EMPTY = "empty"


def draw_public_id() -> str:
    """Draw what a row is called in an address: nobody can tell from it which came first."""
    return secrets.token_hex(8)


class Answer(TeamRow, Versioned):
    """What one person answered.

    The text is loaded only by `services.answers.words`, which knows who may read it: any other way raises.
    Only the day is kept, and the id says in which order answers came, so nothing may be ordered by it on screen.
    """

    __tablename__ = "answer"
    __table_args__ = (
        Index(None, "team_id", "state", "week"),
        Index(None, "state", "reviewed_at"),
        CheckConstraint("(state = 'waiting') = (reviewed_at IS NULL)", name="reviewed"),
        CheckConstraint("(state = 'rejected') = (reject_reason IS NOT NULL)", name="rejected"),
        CheckConstraint("public_from IS NULL OR (state = 'approved' AND shared)", name="public"),
        CheckConstraint("hidden_words >= 0", name="hidden_words"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=draw_public_id)
    """What addresses, exports and the list of withdrawn answers call it."""
    text: Mapped[str] = mapped_column(FreeText(LONGEST), deferred=True, deferred_raiseload=True)
    language: Mapped[AnswerLanguage] = mapped_column(default=AnswerLanguage.NB)
    who: Mapped[AnsweredBy] = mapped_column(default=AnsweredBy.UNKNOWN)
    shared: Mapped[bool] = mapped_column(default=False)
    """The person's own consent that others than the team may read it."""
    way: Mapped[AnswerWay] = mapped_column()
    sent_on: Mapped[date] = mapped_column()
    """The day it was sent, or of paper a day in the week the card is from."""
    week: Mapped[date] = mapped_column()
    """The Monday of that week: what is shown, and what lists are ordered by."""
    sent_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    """A keyed hash of form and words: the same send repeated is the same answer. Of paper, of the form alone."""
    code_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    """A keyed hash of the code that withdraws it; None for paper without a number."""
    code_turn: Mapped[int] = mapped_column(default=0, server_default="0")
    """Which of the codes that can be worked out for it is its own: later ones where another answer has the first."""
    typed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    """Who typed it in from paper."""
    is_doubtful: Mapped[bool] = mapped_column(default=False)
    """Signs of a machine, or more answers than a ward sends: read last, never refused for it."""

    state: Mapped[AnswerState] = mapped_column(default=AnswerState.WAITING)
    reject_reason: Mapped[RejectReason | None] = mapped_column()
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    reviewed_at: Mapped[datetime | None] = mapped_column()
    hidden_words: Mapped[int] = mapped_column(default=0)
    public_from: Mapped[datetime | None] = mapped_column()
    """From when others than the team may read it; set by approval where its writer shares it."""
    put_off_at: Mapped[datetime | None] = mapped_column()
    """When a reviewer put it last in the queue."""
    told_stopped: Mapped[date | None] = mapped_column()
    """Since which day it had stood still when the leaders were last told of it: they are told once."""
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    claimed_at: Mapped[datetime | None] = mapped_column()
    """Who has it open, since when: a help for two reviewers, never the protection (that is the version)."""

    reviewed_by: Mapped[User | None] = relationship(foreign_keys=[reviewed_by_id])
