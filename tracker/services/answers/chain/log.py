"""What has happened to one answer, the last first: out of its own rows, so that it goes when the answer does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from tracker.access.people import local_day
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import User
from tracker.models.answers import Answer, AnswerEnd, AnswerLink, ChainEnd, Telling, TellingAnswer
from tracker.models.base import db
from tracker.models.improvement import Intervention, PdsaCycle


class ChainEvent(StrEnum):
    """What can happen to an answer."""

    CAME = "came"
    READ = "read"
    TIED = "tied"
    DECLINED = "declined"
    TAKEN_IN = "taken_in"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class ChainLogLine:
    """One thing that happened: when, what, who did it (None: nobody knows any more), and what it was about."""

    on: date
    event: ChainEvent
    by: str | None = None
    about: str = ""
    tie_id: int | None = None
    """Which tie it was, so that one made by mistake can be taken away."""


def log_of(access: TeamAccess, answer: Answer) -> list[ChainLogLine]:
    """List what has happened to an answer of the team, in four queries."""
    access.require(Permission.READ_ANSWERS)
    lines = [ChainLogLine(answer.sent_on, ChainEvent.CAME)]
    if answer.reviewed_at is not None:
        reader = db.session.scalar(select(User.name).where(User.id == answer.reviewed_by_id))
        lines.append(ChainLogLine(local_day(answer.reviewed_at), ChainEvent.READ, reader))
    tied = select(AnswerLink.linked_on, AnswerLink.id, User.name, Intervention.title, PdsaCycle.title)
    tied = tied.outerjoin(User, User.id == AnswerLink.linked_by_id)
    tied = tied.outerjoin(Intervention, Intervention.id == AnswerLink.intervention_id)
    tied = tied.outerjoin(PdsaCycle, PdsaCycle.id == AnswerLink.cycle_id)
    tied = tied.where(AnswerLink.answer_id == answer.id)
    for day, tie_id, name, idea, test in db.session.execute(tied.order_by(AnswerLink.linked_on, AnswerLink.id)):
        lines.append(ChainLogLine(day, ChainEvent.TIED, name, idea or test or "", tie_id))
    ended = select(AnswerEnd.decided_on, AnswerEnd.kind, AnswerEnd.reason, User.name)
    ended = ended.outerjoin(User, User.id == AnswerEnd.decided_by_id).where(AnswerEnd.answer_id == answer.id)
    for day, kind, reason, name in db.session.execute(ended):
        event = ChainEvent.DECLINED if kind is ChainEnd.DECLINED else ChainEvent.TAKEN_IN
        lines.append(ChainLogLine(day, event, name, reason))
    told = select(Telling.told_on, Telling.text, User.name).outerjoin(User, User.id == Telling.told_by_id)
    told = told.join(TellingAnswer, TellingAnswer.telling_id == Telling.id)
    told = told.where(TellingAnswer.answer_id == answer.id).order_by(Telling.told_on, Telling.id)
    lines += [ChainLogLine(day, ChainEvent.TOLD, name, text) for day, text, name in db.session.execute(told)]
    return sorted(lines, key=lambda line: line.on)[::-1]
