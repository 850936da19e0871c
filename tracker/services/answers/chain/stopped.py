"""Telling a team's leaders once of answers that have stood still for longer than the team's own limit.

The mail says how many and which page, and never a word of an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import select, update

from tracker.access.people import local_day
from tracker.models.answers import Answer, AnswerState
from tracker.models.base import db
from tracker.models.mail import MailKind
from tracker.models.teams import Team
from tracker.services.answers.chain.reading import AnswerInChain, in_chain, team_limit
from tracker.services.leadership import leaders_of
from tracker.services.mail import outbox
from tracker.services.mail.letter import Letter
from tracker.services.mail.sender import Sender
from tracker.text.locale import Locale


@dataclass(frozen=True, slots=True)
class StoppedNews:
    """What a leader is told: how many answers have stopped, the oldest for how long, and after how many days."""

    team: Team
    count: int
    longest: int
    limit: int


@dataclass(frozen=True, slots=True)
class StoppedNotifier:
    """How leaders are told: who the mail comes from, and what writes it."""

    sender: Sender
    writer: Callable[[StoppedNews, Locale], Letter]


def teams_with_answers() -> Sequence[int]:
    """Return the ids of the teams that have approved answers."""
    query = select(Answer.team_id).where(Answer.state == AnswerState.APPROVED).distinct()
    return db.session.scalars(query.order_by(Answer.team_id)).all()


def tell_of_stopped(team_id: int, notifier: StoppedNotifier, *, now: datetime) -> int:
    """Put a mail into the outbox to each leader where answers have stopped since she was last told.

    Once each time an answer stands still: moved on and stopped again, it is told of again. Return how many mails.
    """
    today = local_day(now)
    limit = team_limit(team_id)
    approved = (Answer.team_id == team_id, Answer.state == AnswerState.APPROVED)
    stopped = [each for each in in_chain(today, *approved) if each.has_stopped(today, limit)]
    told = _told([each.id for each in stopped])
    new = [each for each in stopped if told[each.id] != each.moved_on]
    leaders = leaders_of([team_id])[team_id]
    if not new or not leaders:
        return 0
    _remember(new)
    team = db.session.get_one(Team, team_id)
    news = StoppedNews(team, len(stopped), max(each.still(today) for each in stopped), limit)
    mails = outbox.put_many(
        partial(notifier.writer, news),
        kind=MailKind.ANSWERS,
        to=leaders,
        sender=notifier.sender,
        now=now,
    )
    return len(mails)


def _told(answer_ids: Sequence[int]) -> dict[int, date | None]:
    """Return by answer the day it had stood still since when the leaders were told of it."""
    query = select(Answer.id, Answer.told_stopped).where(Answer.id.in_(answer_ids))
    return dict(db.session.execute(query).all())


def _remember(new: Sequence[AnswerInChain]) -> None:
    for each in new:
        db.session.execute(update(Answer).where(Answer.id == each.id).values(told_stopped=each.moved_on))
