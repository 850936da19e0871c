"""Throttling of sign-in and of codes: failures are counted by account and by network address, in a table.

Neither is stored: only a hash that nobody can make who lacks the installation's secret. Without it, a plain hash of
an address is found again by trying them all.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import bindparam, case, delete, func, insert, select

from tracker.models.accounts import SignInAttempt
from tracker.models.base import Base, db


@dataclass(frozen=True, slots=True)
class Brake:
    """How many failed attempts are let through in how long."""

    attempts: int
    window: timedelta
    secret: bytes = field(repr=False)
    """The installation's own: what keys are hashed with."""

    def key_of(self, kind: str, text: str) -> str:
        """Return what is stored of an account or a network address."""
        return hmac.new(self.secret, f"attempt:{kind}:{text}".encode(), hashlib.sha256).hexdigest()


# Made once, and without the rows' class: each answer of a day is counted.
_ATTEMPTS = Base.metadata.tables[SignInAttempt.__tablename__]
_TRIES = (
    select(func.count())
    .select_from(_ATTEMPTS)
    .where(_ATTEMPTS.c.key_hash == bindparam("key"), _ATTEMPTS.c.at > bindparam("since"))
)
_TOO_OLD = delete(_ATTEMPTS).where(_ATTEMPTS.c.key_hash == bindparam("key"), _ATTEMPTS.c.at <= bindparam("since"))
_TRY = insert(_ATTEMPTS)


class TooManyAttemptsError(RuntimeError):
    """Too many failed attempts on this account or from this address."""


def hold_back(keys: tuple[str, str], *, brake: Brake, per_address: int, now: datetime) -> None:
    """Raise `TooManyAttemptsError` where the account or the address, in this order, has failed too often."""
    failed = (
        select(SignInAttempt.key_hash)
        .where(SignInAttempt.key_hash.in_(keys), SignInAttempt.at > now - brake.window)
        .group_by(SignInAttempt.key_hash)
        .having(func.count() >= case((SignInAttempt.key_hash == keys[0], brake.attempts), else_=per_address))
    )
    if db.session.execute(failed).first() is not None:
        raise TooManyAttemptsError


def tries(key: str, *, window: timedelta, now: datetime) -> int:
    """Return how often something was counted under a key lately."""
    return db.session.scalar(_TRIES, {"key": key, "since": now - window}) or 0


def count_try(key: str, *, window: timedelta, now: datetime) -> None:
    """Count once more under a key, and forget what was counted under it longer ago."""
    db.session.execute(_TOO_OLD, {"key": key, "since": now - window})
    db.session.execute(_TRY, {"key_hash": key, "at": now})


def count_for(key: str, *, lasts: timedelta, brake: Brake, now: datetime) -> None:
    """Count once more under a key, for longer than the brake looks back; `tries` is asked with the brake's own window.

    Every sign-in forgets what was counted before that window. So it is written down as if it came later, and is
    forgotten when its own time is over.
    """
    db.session.execute(_TOO_OLD, {"key": key, "since": now - brake.window})
    db.session.execute(_TRY, {"key_hash": key, "at": now + lasts - brake.window})
