"""Many sends and many wrong codes from one place: counted in a table, loosely, since a hospital is one address.

An answer above the first limit is kept, and read last; only far above is it refused. A code's length is what keeps
guessers out, so a right one is never held back by wrong ones.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from tracker.models.accounts import SignInAttempt
from tracker.models.base import db
from tracker.services.accounts.throttling import Brake, TooManyAttemptsError

WINDOW = timedelta(minutes=15)
DOUBTFUL_FROM, REFUSED_FROM = 300, 2000
"""Answers to one team from one address in a quarter of an hour: a whole hospital on a campaign day sends fewer than the
first."""
MISSES, ALARM = 100, 1000
"""Unknown codes from one address, and from all together before the log says so, in the same time. With ten thousand
answers here one guess in ten million finds one."""

_log = logging.getLogger("tracker.answers")


def count_send(team_id: int, address: str, *, brake: Brake, now: datetime) -> bool:
    """Count a send; tell whether there are so many that it is to be read last.

    Raises:
        TooManyAttemptsError: there are far too many.
    """
    key = brake.key_of("answer", f"{team_id}:{address}")
    sent = _counted(key, now)
    if sent >= REFUSED_FROM:
        raise TooManyAttemptsError
    _count(key, now)
    return sent >= DOUBTFUL_FROM


def count_miss(address: str, *, brake: Brake, now: datetime) -> None:
    """Count a code that belongs to no answer.

    Raises:
        TooManyAttemptsError: there were too many from this address before.
    """
    mine, everybody = brake.key_of("withdraw", address), brake.key_of("withdraw", "everybody")
    if _counted(mine, now) >= MISSES:
        raise TooManyAttemptsError
    _count(mine, now)
    _count(everybody, now)
    if _counted(everybody, now) == ALARM:
        _log.warning("%s unknown withdrawal codes in %s minutes", ALARM, WINDOW.seconds // 60)


def _counted(key: str, now: datetime) -> int:
    query = select(func.count()).where(SignInAttempt.key_hash == key, SignInAttempt.at > now - WINDOW)
    return db.session.scalar(query) or 0


def _count(key: str, now: datetime) -> None:
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.key_hash == key, SignInAttempt.at <= now - WINDOW))
    db.session.add(SignInAttempt(key_hash=key, at=now))
    db.session.flush()
