"""Accounts: passwords, sessions that can be revoked, and a brake on guessing."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import contains_eager

from tracker.access.people import Actor
from tracker.models.accounts import SignInSession, User
from tracker.models.audit import Deed
from tracker.models.base import UtcDateTime, db
from tracker.services.accounts.audit_words import SESSION, USER
from tracker.services.accounts.tokens import hash_token
from tracker.services.audit.log import note


def start_session(user: User, *, days: int, now: datetime) -> str:
    """Sign a browser in; return the token for its cookie. Only the token's hash is stored."""
    token = secrets.token_urlsafe(32)
    row = SignInSession(user=user, token_hash=hash_token(token), created_at=now, expires_at=now + timedelta(days=days))
    db.session.add(row)
    db.session.flush()
    note(Actor(user, now), Deed.SIGNED_IN, SESSION, row.id)
    return token


# Asked by every request, so it is built once.
_LIVING = (
    select(SignInSession)
    .join(SignInSession.user)
    .options(contains_eager(SignInSession.user))
    .where(
        SignInSession.token_hash == bindparam("token"),
        SignInSession.revoked_at.is_(None),
        SignInSession.expires_at > bindparam("now", type_=UtcDateTime()),
        User.is_active,
    )
)


def open_session(token: str, *, now: datetime) -> SignInSession | None:
    """Find the living session a token belongs to."""
    return db.session.scalar(_LIVING, {"token": hash_token(token), "now": now})


def end_session(by: Actor, row: SignInSession) -> None:
    """Sign this browser out."""
    row.revoked_at = by.now
    note(by, Deed.SIGNED_OUT, SESSION, row.id)


def end_all_sessions(by: Actor) -> int:
    """Sign the person out everywhere; return how many sessions ended."""
    living = select(SignInSession.id).where(SignInSession.user_id == by.user.id, SignInSession.revoked_at.is_(None))
    ids = db.session.scalars(living).all()
    db.session.execute(update(SignInSession).where(SignInSession.id.in_(ids)).values(revoked_at=by.now))
    note(by, Deed.SIGNED_OUT, USER, by.user.id, after={"sessions": len(ids)})
    return len(ids)


def revoke_sessions(user: User, *, now: datetime, keep: SignInSession | None = None) -> None:
    """Sign a person out of every browser, but for the one that is kept."""
    living = update(SignInSession).where(SignInSession.user_id == user.id, SignInSession.revoked_at.is_(None))
    if keep is not None:
        living = living.where(SignInSession.id != keep.id)
    db.session.execute(living.values(revoked_at=now))
