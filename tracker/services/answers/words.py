"""The only way to the words of answers: who may read which.

`Answer.text` raises unless it was asked for here, and a house test holds that it is asked for nowhere else. Who wants
answers takes one of these functions with conditions of her own; they only narrow what she may read.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, func, select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.answers import (
    HIDDEN_WORD,
    Answer,
    AnsweredBy,
    AnswerLanguage,
    AnswerState,
    AnswerThemeLink,
    AnswerWay,
)
from tracker.models.base import db


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """An answer as it is shown. `id` is for queries alone: `public_id` is what leaves the house."""

    id: int
    public_id: str
    team_id: int
    text: str
    language: AnswerLanguage
    who: AnsweredBy
    way: AnswerWay
    shared: bool
    state: AnswerState
    sent_on: date
    week: date
    hidden_words: int
    version: int
    theme_ids: tuple[int, ...] = ()

    @property
    def parts(self) -> tuple[str | None, ...]:
        """The text in pieces; None stands for a hidden word."""
        pieces: list[str | None] = []
        for place, piece in enumerate(self.text.split(HIDDEN_WORD)):
            pieces += [None] if place else []
            pieces += [piece] if piece else []
        return tuple(pieces)


_COLUMNS = (
    Answer.id,
    Answer.public_id,
    Answer.team_id,
    Answer.text,
    Answer.language,
    Answer.who,
    Answer.way,
    Answer.shared,
    Answer.state,
    Answer.sent_on,
    Answer.week,
    Answer.hidden_words,
    Answer.version,
)


def is_public(now: datetime) -> tuple[SQLColumnExpression[bool], ...]:
    """Return the conditions on `Answer` under which anybody may read it: approved, shared, and its time has come.

    A withdrawn answer has no row.
    """
    return (Answer.state == AnswerState.APPROVED, Answer.shared, Answer.public_from <= now)


def public_answers(
    team_ids: Collection[int],
    *where: SQLColumnExpression[bool],
    now: datetime,
    limit: int | None = None,
) -> list[AnswerWords]:
    """List what anybody may read of these teams' answers, newest week first; within a week in no order of arrival."""
    query = select(*_COLUMNS).where(Answer.team_id.in_(team_ids), *is_public(now), *where)
    return _read(query, limit=limit)


def count_public(team_ids: Collection[int], *where: SQLColumnExpression[bool], now: datetime) -> int:
    """Count the same."""
    counted = select(func.count(Answer.id)).where(Answer.team_id.in_(team_ids), *is_public(now), *where)
    return db.session.scalar(counted) or 0


def team_answers(access: TeamAccess, *where: SQLColumnExpression[bool], limit: int | None = None) -> list[AnswerWords]:
    """List what the team may read: approved, shared or not, newest week first."""
    query = select(*_COLUMNS).where(*of_team(access), *where)
    return _read(query, limit=limit)


def count_team(access: TeamAccess, *where: SQLColumnExpression[bool]) -> int:
    """Count the same."""
    return db.session.scalar(select(func.count(Answer.id)).where(*of_team(access), *where)) or 0


def of_team(access: TeamAccess) -> tuple[SQLColumnExpression[bool], ...]:
    """Return the conditions on `Answer` under which the team may read it."""
    access.require(Permission.READ_ANSWERS)
    return (Answer.team_id == access.team.id, Answer.state == AnswerState.APPROVED)


def reviewed_answers(
    access: TeamAccess, *where: SQLColumnExpression[bool], limit: int | None = None
) -> list[AnswerWords]:
    """List answers of any state for who reviews them: the plain ones first, then what was put off, oldest first."""
    access.require(Permission.REVIEW)
    query = select(*_COLUMNS).where(Answer.team_id == access.team.id, *where)
    order = (Answer.is_doubtful, Answer.put_off_at.nulls_first(), Answer.sent_on, Answer.public_id)
    return _read(query, *order, limit=limit)


def typed_answers(access: TeamAccess, *where: SQLColumnExpression[bool], limit: int) -> list[AnswerWords]:
    """List what this person typed in from paper herself and nobody has read yet, the last first."""
    access.require(Permission.RECORD)
    mine = (
        Answer.team_id == access.team.id,
        Answer.typed_by_id == access.user.id,
        Answer.state == AnswerState.WAITING,
    )
    return _read(select(*_COLUMNS).where(*mine, *where), Answer.id.desc(), limit=limit)


def withdrawable_answer(code_hash: str) -> AnswerWords | None:
    """Return the answer that a code belongs to, to who has the code."""
    found = _read(select(*_COLUMNS).where(Answer.code_hash == code_hash))
    return found[0] if found else None


def _read(
    query: Select[*tuple[Any, ...]], *order: SQLColumnExpression[Any], limit: int | None = None
) -> list[AnswerWords]:
    """Read answers with their themes, in two queries."""
    usual = (Answer.week.desc(), Answer.public_id)
    rows = db.session.execute(query.order_by(*(order or usual)).limit(limit)).all()
    themes = _themes([row.id for row in rows])
    return [AnswerWords(**row._asdict(), theme_ids=themes.get(row.id, ())) for row in rows]


def _themes(answer_ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    if not answer_ids:
        return {}
    query = select(AnswerThemeLink.answer_id, AnswerThemeLink.theme_id)
    query = query.where(AnswerThemeLink.answer_id.in_(answer_ids)).order_by(AnswerThemeLink.theme_id)
    found: dict[int, tuple[int, ...]] = {}
    for answer_id, theme_id in db.session.execute(query):
        found[answer_id] = (*found.get(answer_id, ()), theme_id)
    return found
