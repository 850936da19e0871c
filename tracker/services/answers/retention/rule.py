"""A network's rule for when answers go, the day of the next run, and its one postponement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select

from tracker.access.network import NetworkAccess
from tracker.access.people import local_day
from tracker.access.permissions import Permission
from tracker.analysis import Period, PeriodKind
from tracker.models.answers import RetentionRule
from tracker.models.audit import Deed
from tracker.models.base import db, insert_new
from tracker.models.networks import Network
from tracker.services.answers.audit_words import RETENTION_RULE
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.refusal import Refused
from tracker.services.versions import count_version

NOTICE = timedelta(days=14)
"""How long before a run the leaders are told."""
POSTPONED = timedelta(days=30)
"""How long a run is put off, once."""
MOST_MONTHS = 60
REJECTED_DAYS = 14
"""How long a rejected answer can be taken back, in every network."""


class RetentionFault(StrEnum):
    """Why a rule cannot be changed, or a run not be done, so."""

    POSTPONED_ALREADY = "postponed_already"
    NOT_THE_NUMBER = "not_the_number"
    CHANGED_SINCE = "changed_since"
    """What is due is not what the dry run showed."""


@dataclass(frozen=True, slots=True)
class KeepingTimes:
    """How long answers are kept. The usual times hold for a network that has said nothing, and outside networks."""

    months: int = 12
    unread_months: int = 3


USUAL = KeepingTimes()


def rule_of(network_id: int) -> RetentionRule | None:
    """Return what a network has decided; None where it has decided nothing, and the usual times hold."""
    return db.session.scalar(select(RetentionRule).where(RetentionRule.network_id == network_id))


def times_of(rule: RetentionRule | None) -> KeepingTimes:
    """Return the times of a rule."""
    return USUAL if rule is None else KeepingTimes(rule.months, rule.unread_months)


def next_run(rule: RetentionRule | None, *, today: date) -> date:
    """Return the day of the next run, put off or not."""
    if rule is None or rule.next_run_on is None:
        return first_run(today)
    return rule.postponed_until or rule.next_run_on


def first_run(today: date) -> date:
    """Return the first of a month that is so far off that the leaders can be told before it."""
    return _first_after(today + NOTICE - timedelta(days=1))


def run_after(day: date) -> date:
    """Return the day of the run that follows the one of a day: the first of the next month."""
    return _first_after(day)


def begun_rule(network: Network, *, today: date) -> RetentionRule:
    """Return the network's rule, with a row and a day: of one that has decided nothing, with the usual times.

    Two at once begin one.
    """
    values = {"network_id": network.id, "version": 1, "postponed_why": "", "next_run_on": first_run(today)}
    times = {"months": USUAL.months, "unread_months": USUAL.unread_months}
    db.session.execute(insert_new(RetentionRule).values(**values, **times))
    rule = db.session.scalars(select(RetentionRule).where(RetentionRule.network_id == network.id)).one()
    if rule.next_run_on is None:
        rule.next_run_on = first_run(today)
    return rule


def change_rule(access: NetworkAccess, rule: RetentionRule, *, months: int, unread_months: int) -> None:
    """Decide anew when answers go. What is due by it goes in the next run, of which the leaders are told first."""
    access.require(Permission.MANAGE_NETWORK)
    before = snapshot(rule, "months", "unread_months")
    rule.months, rule.unread_months = months, unread_months
    was, became = changes(before, snapshot(rule, "months", "unread_months"))
    if not became:
        return
    rule.decided_at, rule.decided_by_id = access.now, access.user.id
    rule.next_run_on = max(rule.next_run_on or date.min, first_run(local_day(access.now)))
    rule.told_for = None
    count_version(access, rule)
    note(access, Deed.CHANGED, RETENTION_RULE, rule.id, label=access.network.name, before=was, after=became)


def postpone(access: NetworkAccess, rule: RetentionRule, *, why: str) -> None:
    """Put the next run off by thirty days, once.

    Raises:
        Refused: it is put off already.
    """
    access.require(Permission.MANAGE_NETWORK)
    if rule.postponed_until is not None:
        raise Refused(RetentionFault.POSTPONED_ALREADY)
    before = snapshot(rule, "postponed_until", "postponed_why")
    rule.postponed_until = next_run(rule, today=local_day(access.now)) + POSTPONED
    rule.postponed_why, rule.postponed_at, rule.postponed_by_id = why, access.now, access.user.id
    count_version(access, rule)
    was, became = changes(before, snapshot(rule, "postponed_until", "postponed_why"))
    note(access, Deed.CHANGED, RETENTION_RULE, rule.id, label=access.network.name, before=was, after=became)


def _first_after(day: date) -> date:
    """Return the first of the month after a day."""
    return Period.containing(PeriodKind.MONTH, day).next.start
