"""Answers to what matters: what is asked, what was answered, what became of it and what was told back."""

from tracker.models.answers.answer import (
    HIDDEN_WORD,
    LONGEST,
    Answer,
    AnsweredBy,
    AnswerLanguage,
    AnswerState,
    AnswerWay,
    RejectReason,
    draw_public_id,
)
from tracker.models.answers.chain import AnswerEnd, AnswerLink, ChainEnd, Telling, TellingAnswer, TellingKind
from tracker.models.answers.keeping import (
    AnswerWeek,
    RetentionRule,
    RetentionRun,
    WithdrawnAnswer,
)
from tracker.models.answers.question import (
    PAGE_LANGUAGES,
    AnswerQuestion,
    CardSeries,
    OwnerText,
    QuestionText,
    ReviewHabit,
)
from tracker.models.answers.theme import AnswerTheme, AnswerThemeLink, ThemeKey

__all__ = [
    "HIDDEN_WORD",
    "LONGEST",
    "PAGE_LANGUAGES",
    "Answer",
    "AnswerEnd",
    "AnswerLanguage",
    "AnswerLink",
    "AnswerQuestion",
    "AnswerState",
    "AnswerTheme",
    "AnswerThemeLink",
    "AnswerWay",
    "AnswerWeek",
    "AnsweredBy",
    "CardSeries",
    "ChainEnd",
    "OwnerText",
    "QuestionText",
    "RejectReason",
    "RetentionRule",
    "RetentionRun",
    "ReviewHabit",
    "Telling",
    "TellingAnswer",
    "TellingKind",
    "ThemeKey",
    "WithdrawnAnswer",
    "draw_public_id",
]
