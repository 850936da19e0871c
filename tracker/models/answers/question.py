"""What a team asks, its own words beside the question, the cards it prints, and how its leader likes to review."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload
from sqlalchemy.sql.base import ExecutableOption

from tracker.models.accounts import User
from tracker.models.answers.answer import AnswerLanguage
from tracker.models.base import Base, FreeText, TeamRow, Versioned, short_text

PAGE_LANGUAGES = (AnswerLanguage.NB, AnswerLanguage.NN, AnswerLanguage.EN, AnswerLanguage.DA)
"""What the patient's pages can be read in."""


class AnswerQuestion(TeamRow, Versioned):
    """What one team asks. A team without a row asks the usual question."""

    __tablename__ = "answer_question"
    __table_args__ = (
        UniqueConstraint("team_id"),
        CheckConstraint("stopped_after > 0", name="stopped_after"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    is_open: Mapped[bool] = mapped_column(default=True, server_default=true())
    """False while the team takes no answers: the page says so."""
    stopped_after: Mapped[int] = mapped_column(default=28, server_default="28")
    """After how many days without an event an answer is said to have stopped."""
    told_since: Mapped[datetime | None] = mapped_column()
    """When the leader opened the team's public page; without it the page is not there."""

    texts: Mapped[list[QuestionText]] = relationship(order_by="QuestionText.id", cascade="all, delete-orphan")

    @classmethod
    def load_options(cls) -> tuple[ExecutableOption, ...]:
        """Load what is asked with its words in each language."""
        return (selectinload(cls.texts),)


class QuestionText(TeamRow, Base):
    """A team's own words in one language; an empty one is the usual."""

    __tablename__ = "question_text"
    __table_args__ = (UniqueConstraint("question_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("answer_question.id", ondelete="CASCADE"))
    language: Mapped[AnswerLanguage] = mapped_column()
    asker: Mapped[str] = mapped_column(FreeText(120), default="")
    """What the ward is called in this language."""
    question: Mapped[str] = mapped_column(FreeText(120), default="")
    help_line: Mapped[str] = mapped_column(FreeText(200), default="")
    """What to do who needs help now: «Dra i snora» fits a ward, «Ring oss på …» home care."""


class CardSeries(TeamRow, Base):
    """Numbers that stand on printed cards. A card's code is worked out from the series and the number."""

    __tablename__ = "card_series"
    __table_args__ = (
        UniqueConstraint("team_id", "first"),
        CheckConstraint("first > 0 AND last >= first", name="numbers"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    public_id: Mapped[str] = mapped_column(String(16), unique=True)
    first: Mapped[int] = mapped_column()
    last: Mapped[int] = mapped_column()
    made_at: Mapped[datetime] = mapped_column()
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)


class OwnerText(Versioned):
    """The question in a language the product does not write itself, as a network's owner gave it."""

    __tablename__ = "owner_text"
    __table_args__ = (UniqueConstraint("network_id", "language"),)

    network_id: Mapped[int] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"))
    language: Mapped[AnswerLanguage] = mapped_column()
    question: Mapped[str] = mapped_column(FreeText(120), default="")
    text: Mapped[str] = mapped_column(FreeText(400), default="")
    """What stands under the question on sheets."""
    read_by: Mapped[str] = short_text(120)
    """Who that has the language has read it."""
    read_on: Mapped[date | None] = mapped_column()

    @property
    def is_ready(self) -> bool:
        """Whether it may be printed: there is a question, and somebody who has the language has read it."""
        return bool(self.question and self.read_by and self.read_on)


class ReviewHabit(Base):
    """How one person likes to review: whether single letters do anything."""

    __tablename__ = "review_habit"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    keys: Mapped[bool] = mapped_column(default=True, server_default=true())

    user: Mapped[User] = relationship()
