"""A dry run, a run, and its receipt: one query finds what goes, and another counts what is left."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, literal, or_, select

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError, local_day
from tracker.access.permissions import Permission
from tracker.models.accounts import User
from tracker.models.answers import Answer, RetentionRule, RetentionRun
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import Json, db
from tracker.models.networks import Network
from tracker.services.answers.audit_words import ANSWER
from tracker.services.answers.retention.due import count_due, due_ids, is_due, is_due_outside, is_rejected_long_ago
from tracker.services.answers.retention.rule import RetentionFault, begun_rule, next_run, run_after, times_of
from tracker.services.answers.withdrawing import forget_sends, remove_answers
from tracker.services.refusal import Refused

KEPT_YEARS = 5
"""How long receipts are kept."""


def dry_run(access: NetworkAccess, *, submission: str) -> RetentionRun:
    """Count what would go if the run were today, and keep the number; nothing is deleted. Sent again, it is the same.

    The day counted by is the run's own, so that dry run and run find the same.
    """
    access.require(Permission.MANAGE_NETWORK)
    again = db.session.scalar(select(RetentionRun).where(RetentionRun.submission == submission))
    if again is not None:
        return again
    rule = begun_rule(access.network, today=local_day(access.now))
    day = next_run(rule, today=local_day(access.now))
    row = _begun(access.network.id, rule, day=day, at=access.now, by=access.user, is_dry=True)
    row.counted = count_due(is_due(access.network.id, times_of(rule), today=day))
    row.finished_at, row.submission = access.now, submission
    db.session.flush()
    return row


def run_of(access: NetworkAccess, public_id: str, *, is_dry: bool) -> RetentionRun:
    """Return a run of this network.

    Raises:
        NotFoundError: there is none such.
    """
    access.require(Permission.MANAGE_NETWORK)
    query = select(RetentionRun).where(
        RetentionRun.network_id == access.network.id,
        RetentionRun.public_id == public_id,
        RetentionRun.is_dry.is_(is_dry),
    )
    row = db.session.scalar(query)
    if row is None:
        raise NotFoundError("retention_run")
    return row


def runs(access: NetworkAccess) -> Sequence[RetentionRun]:
    """List the runs of this network, the last first, those that failed with them."""
    access.require(Permission.MANAGE_NETWORK)
    query = select(RetentionRun).where(RetentionRun.network_id == access.network.id, RetentionRun.is_dry.is_(False))
    return db.session.scalars(query.order_by(RetentionRun.started_at.desc(), RetentionRun.id.desc())).all()


def number_of(run: RetentionRun) -> str:
    """Return the number on a receipt: the year, and which of the year's runs in its network it was."""
    year = local_day(run.started_at).year
    at = select(RetentionRun.started_at).where(
        RetentionRun.network_id == run.network_id, RetentionRun.is_dry.is_(False), RetentionRun.id <= run.id
    )
    place = sum(local_day(started).year == year for started in db.session.scalars(at))
    return f"{year}-{place:02}"


def last_dry(run: RetentionRun) -> RetentionRun | None:
    """Return the latest dry run before a run of the same network."""
    query = select(RetentionRun).where(
        RetentionRun.network_id == run.network_id, RetentionRun.is_dry, RetentionRun.id < run.id
    )
    return db.session.scalar(query.order_by(RetentionRun.id.desc()).limit(1))


def day_of(run: RetentionRun) -> date:
    """Return the day that answers' ages were counted to."""
    return date.fromisoformat(run.rule["day"])


def run_as_shown(access: NetworkAccess, dry: RetentionRun, *, typed: int, backup_days: int) -> RetentionRun:
    """Delete what a dry run showed, now.

    Raises:
        Refused: the number typed is not the dry run's, or what is due has changed since it.
    """
    access.require(Permission.MANAGE_NETWORK)
    if typed != dry.counted:
        raise Refused(RetentionFault.NOT_THE_NUMBER, "typed")
    rule = begun_rule(access.network, today=local_day(access.now))
    day = day_of(dry)
    due = is_due(access.network.id, times_of(rule), today=day)
    if dry.rule != _as_it_stands(rule, day) or count_due(due) != dry.counted:
        raise Refused(RetentionFault.CHANGED_SINCE)
    return _run(access.network, rule, due, day=day, at=access.now, by=access.user, backup_days=backup_days)


def run_by_itself(network: Network, *, now: datetime, backup_days: int) -> RetentionRun | None:
    """Delete what is due in a network where the day has come; None where it has not."""
    today = local_day(now)
    rule = begun_rule(network, today=today)
    day = next_run(rule, today=today)
    if day > today:
        return None
    due = is_due(network.id, times_of(rule), today=day)
    return _run(network, rule, due, day=day, at=now, by=None, backup_days=backup_days)


def note_failure(network: Network, *, now: datetime) -> None:
    """Keep that a run failed, after what it did was taken back: it is tried again, and the host is told."""
    rule = begun_rule(network, today=local_day(now))
    row = _begun(network.id, rule, day=next_run(rule, today=local_day(now)), at=now, by=None, is_dry=False)
    row.failed_at = now
    db.session.flush()


def forget_by_the_day(*, now: datetime) -> int:
    """Delete what waits for no run: rejected answers after two weeks, and old ones outside every network.

    Old receipts, and what is kept of withdrawn sends, go too. Return how many answers went.
    """
    due = or_(is_rejected_long_ago(now=now), is_due_outside(today=local_day(now)))
    ids = due_ids(due)
    _note_removed(due, at=now)
    remove_answers(ids)
    forget_sends(today=local_day(now))
    old = now - timedelta(days=366 * KEPT_YEARS)
    db.session.execute(delete(RetentionRun).where(RetentionRun.started_at < old))
    return len(ids)


def _run(
    network: Network,
    rule: RetentionRule,
    due: ColumnElement[bool],
    *,
    day: date,
    at: datetime,
    by: User | None,
    backup_days: int,
) -> RetentionRun:
    row = _begun(network.id, rule, day=day, at=at, by=by, is_dry=False)
    ids = due_ids(due)
    row.counted = len(ids)
    _note_removed(due, at=at)
    row.purged = remove_answers(ids)
    row.left = count_due(due)
    row.removed = row.counted - row.left
    row.finished_at, row.backups_gone_on = at, local_day(at) + timedelta(days=backup_days)
    row.checksum = checksum(row)
    rule.next_run_on = run_after(max(day, local_day(at)))
    rule.postponed_until, rule.postponed_at, rule.postponed_by_id, rule.postponed_why = None, None, None, ""
    db.session.flush()
    return row


def checksum(run: RetentionRun) -> str:
    """Return what tells whether the numbers of a receipt were changed."""
    told: dict[str, Any] = {
        "run": run.public_id,
        "network": run.network_id,
        "started": run.started_at.isoformat(timespec="seconds"),
        "by": run.by_name,
        "rule": run.rule,
        "counted": run.counted,
        "removed": run.removed,
        "left": run.left,
        "purged": run.purged,
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _begun(
    network_id: int, rule: RetentionRule, *, day: date, at: datetime, by: User | None, is_dry: bool
) -> RetentionRun:
    row = RetentionRun(
        network_id=network_id,
        public_id=token_hex(8),
        is_dry=is_dry,
        started_at=at,
        by_id=by.id if by else None,
        by_name=by.name if by else "",
        rule=_as_it_stands(rule, day),
        counted=0,
        removed=0,
        purged={},
        checksum="",
    )
    db.session.add(row)
    return row


def _as_it_stands(rule: RetentionRule, day: date) -> Json:
    """Return the rule as a receipt keeps it, with the day that answers' ages are counted to."""
    decided = db.session.get(User, rule.decided_by_id) if rule.decided_by_id else None
    return {
        "months": rule.months,
        "unread_months": rule.unread_months,
        "day": day.isoformat(),
        "decided_on": local_day(rule.decided_at).isoformat() if rule.decided_at else None,
        "decided_by": decided.name if decided else None,
    }


def _note_removed(due: ColumnElement[bool], *, at: datetime) -> None:
    """Write a line of each that goes: that it did, and never what it was."""
    values: dict[Any, Any] = {
        AuditLine.team_id: Answer.team_id,
        AuditLine.at: literal(at, AuditLine.at.type),
        AuditLine.user_name: literal(""),
        AuditLine.deed: literal(Deed.REMOVED, AuditLine.deed.type),
        AuditLine.subject: literal(ANSWER.key),
        AuditLine.subject_id: Answer.id,
        AuditLine.label: literal(""),
    }
    db.session.execute(insert(AuditLine).from_select(list(values), select(*values.values()).where(due)))
