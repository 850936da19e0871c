"""Taking an answer in: once, however often it is sent, and with a code that is the same each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.access.team_code import CodeAccess
from tracker.analysis import Period, PeriodKind
from tracker.models.answers import Answer, AnsweredBy, AnswerLanguage, AnswerWay, WithdrawnAnswer, draw_public_id
from tracker.models.base import db
from tracker.services.answers.keys import AnswerKeys

_MOST_TURNS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer:
    """What a person sent; screened before it comes here."""

    text: str
    form_id: str
    way: AnswerWay
    language: AnswerLanguage = AnswerLanguage.NB
    who: AnsweredBy = AnsweredBy.UNKNOWN
    shared: bool = False
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class TakenIn:
    """That an answer is safe here. `code` withdraws it."""

    code: str
    is_new: bool


def monday_of(day: date) -> date:
    """Return the first day of a day's week."""
    return Period.containing(PeriodKind.WEEK, day).start


def take_in(access: CodeAccess, new: NewAnswer, *, keys: AnswerKeys) -> TakenIn | None:
    """Store an answer; the same send again is the same answer, with the same code. On the day it counts by itself.

    None where its writer has withdrawn it: a thank-you that is loaded again is no new answer.
    """
    sent_key = keys.of_send(new.form_id, new.text)
    if db.session.scalar(select(WithdrawnAnswer.public_id).where(WithdrawnAnswer.sent_key == sent_key)) is not None:
        return None
    for turn in range(_MOST_TURNS):
        if (found := _sent_before(sent_key)) is not None:
            return TakenIn(keys.code(sent_key, found), is_new=False)
        code = keys.code(sent_key, turn)
        row = _row(access.team.id, access.today, new)
        row.sent_key, row.code_turn, row.code_hash = sent_key, turn, keys.hash_of(code)
        if _stored(row):
            return TakenIn(code, is_new=True)
    raise RuntimeError("no free code")  # one in ten million million million for each turn


def store_typed(
    access: TeamAccess, new: NewAnswer, *, sent_key: str, code_hash: str | None, sent_on: date
) -> Answer | None:
    """Store what was typed from a card; None where its send or its code is here already."""
    access.require(Permission.RECORD)
    row = _row(access.team.id, sent_on, new)
    row.sent_key, row.code_hash, row.typed_by_id = sent_key, code_hash, access.user.id
    return row if _stored(row) else None


def _sent_before(sent_key: str) -> int | None:
    return db.session.scalar(select(Answer.code_turn).where(Answer.sent_key == sent_key))


def _row(team_id: int, day: date, new: NewAnswer) -> Answer:
    return Answer(
        team_id=team_id,
        public_id=draw_public_id(),
        text=new.text,
        language=new.language,
        who=new.who,
        shared=new.shared,
        way=new.way,
        sent_on=day,
        week=monday_of(day),
        is_doubtful=new.is_doubtful,
    )


def _stored(row: Answer) -> bool:
    """Store a row; False where its send or its code is taken, by another or by the same send a moment ago."""
    try:
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()
    except IntegrityError:
        return False
    return True
