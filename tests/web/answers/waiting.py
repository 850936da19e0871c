"""Answers of a ward, as tests need them: sent, read, and seen again."""

from datetime import UTC, datetime

from sqlalchemy import select

from tracker.access.people import local_day
from tracker.models.answers import Answer, AnsweredBy, AnswerLanguage, AnswerState, AnswerWay
from tracker.models.base import db
from tracker.services.answers.taking_in import monday_of


def send(team, text, *, who=AnsweredBy.PATIENT, shared=True, state=AnswerState.WAITING, day=None, **more):
    """An answer that came by QR code; read at once where `state` says so."""
    now = datetime.now(UTC)
    day = day or local_day(now)
    row = Answer(
        team_id=team.id,
        text=text,
        language=AnswerLanguage.NB,
        who=who,
        shared=shared,
        way=AnswerWay.QR,
        sent_on=day,
        week=monday_of(day),
        state=state,
        reviewed_at=None if state is AnswerState.WAITING else now,
        public_from=now if shared and state is AnswerState.APPROVED else None,
        **more,
    )
    db.session.add(row)
    db.session.flush()
    return row


def text_of(public_id):
    """What is stored, read past all doors."""
    return db.session.scalar(select(Answer.text).where(Answer.public_id == public_id))
