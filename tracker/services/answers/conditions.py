"""Conditions on answers for those who ask `words` and the chain: they name rows, and read none of their words."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import SQLColumnExpression, and_, select

from tracker.models.answers import Answer, AnswerThemeLink


def is_answer(answer_id: int) -> SQLColumnExpression[bool]:
    """Return the condition that it is one answer."""
    return Answer.id == answer_id


def is_in_theme(theme_id: int) -> SQLColumnExpression[bool]:
    """Return the condition that an answer has a theme: each once, however many themes it has."""
    return Answer.id.in_(select(AnswerThemeLink.answer_id).where(AnswerThemeLink.theme_id == theme_id))


def is_among(public_ids: Collection[str], *, but: int) -> SQLColumnExpression[bool]:
    """Return the condition that an answer is one of several, and not the one that is named."""
    return and_(Answer.public_id.in_(public_ids), Answer.id != but)
