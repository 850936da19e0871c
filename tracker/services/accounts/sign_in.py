"""Signing in with an e-mail address and a password, throttled."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from tracker.models.accounts import SignInAttempt, User
from tracker.models.base import db
from tracker.services.accounts.passwords import WrongPasswordError, hasher, matches
from tracker.services.accounts.throttling import Brake, hold_back
from tracker.text.email import fold_email


def sign_in(*, email: str, password: str, address: str, brake: Brake, per_address: int, now: datetime) -> User:
    """Check an e-mail address and a password.

    The brake counts failures per account. A network address stands for a whole hospital, so it has its own limit,
    `per_address` failures in the same window. The transaction it reads in ends here, by a rollback, before the password
    is checked: that takes a tenth of a second, and nobody waits for SQLite's write lock meanwhile. The brake is asked
    again afterwards, so guesses sent at once gain nothing.

    Raises:
        TooManyAttemptsError: the brake is on; the answer says nothing of the password.
        WrongPasswordError: the pair is wrong. The attempt is counted: the caller must commit it.
    """
    keys = (brake.key_of("account", fold_email(email)), brake.key_of("address", address))
    hold_back(keys, brake=brake, per_address=per_address, now=now)
    known = select(User).where(User.email == fold_email(email), User.is_active)
    user = db.session.scalar(known)
    kept = user.password_hash if user else None
    db.session.rollback()
    right = matches(kept, password)
    better = hasher.hash(password) if right and kept and hasher.check_needs_rehash(kept) else kept
    hold_back(keys, brake=brake, per_address=per_address, now=now)
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at <= now - brake.window))
    user = db.session.scalar(known.where(User.password_hash == kept).with_for_update()) if right else None
    if user is None:
        db.session.add_all(SignInAttempt(key_hash=key, at=now) for key in keys)
        raise WrongPasswordError
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.key_hash == keys[0]))
    user.password_hash = better
    return user
