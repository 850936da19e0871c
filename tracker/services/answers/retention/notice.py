"""Telling the leaders of a run before it, and of one that is put off: in the transaction that remembers it was told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import select

from tracker.access.people import local_day
from tracker.models.answers import RetentionRule
from tracker.models.base import db
from tracker.models.mail import MailKind
from tracker.models.networks import Network
from tracker.models.teams import Team
from tracker.services.answers.retention.due import is_due, teams_due
from tracker.services.answers.retention.rule import NOTICE, begun_rule, next_run, times_of
from tracker.services.leadership import leaders_of
from tracker.services.mail import outbox
from tracker.services.mail.letter import Letter
from tracker.services.mail.sender import Sender
from tracker.text.locale import Locale


@dataclass(frozen=True, slots=True)
class RunNews:
    """What a leader is told: that answers of her team go on a day, or that the run was put off until then, and why."""

    network: Network
    team: Team
    day: date
    put_off: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Notifier:
    """How leaders are told: who the mail comes from, and what writes it."""

    sender: Sender
    writer: Callable[[RunNews, Locale], Letter]


def tell_of_run(network: Network, notifier: Notifier, *, now: datetime) -> int:
    """Put a mail into the outbox to each leader whose team has answers that go in the next run, two weeks before it.

    Once a run. Return how many mails that was; a run with nothing to delete is not told of.
    """
    today = local_day(now)
    rule = begun_rule(network, today=today)
    day = next_run(rule, today=today)
    if rule.told_for == day or today < day - NOTICE:
        return 0
    rule.told_for = day
    return _tell(network, rule, day, notifier, now=now)


def tell_of_delay(network: Network, rule: RetentionRule, notifier: Notifier | None, *, now: datetime) -> int:
    """Tell the same leaders that the run is put off, until when and why."""
    if notifier is None or rule.postponed_until is None:
        return 0
    return _tell(network, rule, rule.postponed_until, notifier, now=now, put_off=True)


def _tell(
    network: Network, rule: RetentionRule, day: date, notifier: Notifier, *, now: datetime, put_off: bool = False
) -> int:
    due = teams_due(is_due(network.id, times_of(rule), today=day))
    leaders = leaders_of(list(due))
    told = 0
    for team in db.session.scalars(select(Team).where(Team.id.in_(due)).order_by(Team.id)):
        news = RunNews(network, team, day, put_off, rule.postponed_why if put_off else "")
        mails = outbox.put_many(
            partial(notifier.writer, news),
            kind=MailKind.ANSWERS,
            to=leaders[team.id],
            sender=notifier.sender,
            now=now,
        )
        told += len(mails)
    return told
