"""Throttling of sign-in: failures are counted by account and by network address, in a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select

from tracker.models.accounts import SignInAttempt
from tracker.models.base import db


@dataclass(frozen=True, slots=True)
class Brake:
    """How many failed attempts are let through in how long."""

    attempts: int
    window: timedelta


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
