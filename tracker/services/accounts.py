"""Accounts: passwords, sessions that can be revoked, and a brake on guessing."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import bindparam, case, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import contains_eager

from tracker.access.doors import Actor, OfficeAccess
from tracker.access.permissions import Permission
from tracker.models.audit import Deed, Subject
from tracker.models.base import UtcDateTime, db
from tracker.models.people import AccountLink, Language, Role, SignInAttempt, SignInSession, Theme, User
from tracker.services.audit import note

PASSWORD_LEAST = 12
"""Length is what counts; no rule about signs (NIST SP 800-63B)."""
LINK_DAYS = 7
"""How long a link to set a password holds."""

_hasher = PasswordHasher()
# Checked where there is no account, so that the answer takes as long: a stopwatch tells no names.
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))


@dataclass(frozen=True, slots=True)
class Brake:
    """How many failed attempts are let through in how long."""

    attempts: int
    window: timedelta


class WrongPasswordError(ValueError):
    """The address and the password do not belong together."""


class TooManyAttemptsError(RuntimeError):
    """Too many failed attempts on this account or from this address."""


class EmailTakenError(ValueError):
    """There is an account with this address."""


class LinkUsedError(LookupError):
    """The link was used, replaced by a newer one, or is too old."""


def fold_email(email: str) -> str:
    """Give an address as it is stored and compared."""
    return email.strip().casefold()


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
    keys = (_hash(f"account:{fold_email(email)}"), _hash(f"address:{address}"))
    _hold_back(keys, brake=brake, per_address=per_address, now=now)
    known = select(User).where(User.email == fold_email(email), User.is_active)
    user = db.session.scalar(known)
    kept = user.password_hash if user else None
    db.session.rollback()
    right = _matches(kept, password)
    better = _hasher.hash(password) if right and kept and _hasher.check_needs_rehash(kept) else kept
    _hold_back(keys, brake=brake, per_address=per_address, now=now)
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at <= now - brake.window))
    user = db.session.scalar(known.where(User.password_hash == kept).with_for_update()) if right else None
    if user is None:
        db.session.add_all(SignInAttempt(key_hash=key, at=now) for key in keys)
        raise WrongPasswordError
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.key_hash == keys[0]))
    user.password_hash = better
    return user


def _hold_back(keys: tuple[str, str], *, brake: Brake, per_address: int, now: datetime) -> None:
    """Raise `TooManyAttemptsError` where the account or the address, in this order, has failed too often."""
    failed = (
        select(SignInAttempt.key_hash)
        .where(SignInAttempt.key_hash.in_(keys), SignInAttempt.at > now - brake.window)
        .group_by(SignInAttempt.key_hash)
        .having(func.count() >= case((SignInAttempt.key_hash == keys[0], brake.attempts), else_=per_address))
    )
    if db.session.execute(failed).first() is not None:
        raise TooManyAttemptsError


def start_session(user: User, *, days: int, now: datetime) -> str:
    """Sign a browser in; give the token for its cookie. Only the token's hash is stored."""
    token = secrets.token_urlsafe(32)
    row = SignInSession(user=user, token_hash=_hash(token), created_at=now, expires_at=now + timedelta(days=days))
    db.session.add(row)
    db.session.flush()
    note(Actor(user, now), Deed.SIGNED_IN, Subject.SESSION, row.id)
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
    return db.session.scalar(_LIVING, {"token": _hash(token), "now": now})


def end_session(by: Actor, row: SignInSession) -> None:
    """Sign this browser out."""
    row.revoked_at = by.now
    note(by, Deed.SIGNED_OUT, Subject.SESSION, row.id)


def end_all_sessions(by: Actor) -> int:
    """Sign the person out everywhere; give how many sessions ended."""
    living = select(SignInSession.id).where(SignInSession.user_id == by.user.id, SignInSession.revoked_at.is_(None))
    ids = db.session.scalars(living).all()
    db.session.execute(update(SignInSession).where(SignInSession.id.in_(ids)).values(revoked_at=by.now))
    note(by, Deed.SIGNED_OUT, Subject.USER, by.user.id, after={"sessions": len(ids)})
    return len(ids)


def revoke_sessions(user: User, *, now: datetime, keep: SignInSession | None = None) -> None:
    """Sign a person out of every browser, but for the one that is kept."""
    living = update(SignInSession).where(SignInSession.user_id == user.id, SignInSession.revoked_at.is_(None))
    if keep is not None:
        living = living.where(SignInSession.id != keep.id)
    db.session.execute(living.values(revoked_at=now))


def change_password(by: Actor, *, current: str, new: str, keep: SignInSession) -> None:
    """Set a new password and sign the other browsers out.

    As in `sign_in`, what was read ends by a rollback before the slow part.

    Raises:
        WrongPasswordError: the current password is not this, or was changed meanwhile.
    """
    kept = by.user.password_hash
    db.session.rollback()
    if not _matches(kept, current):
        raise WrongPasswordError
    fresh = _hasher.hash(new)
    db.session.refresh(by.user, with_for_update=True)
    if by.user.password_hash != kept:
        raise WrongPasswordError
    by.user.password_hash = fresh
    revoke_sessions(by.user, now=by.now, keep=keep)
    note(by, Deed.CHANGED, Subject.USER, by.user.id, label=by.user.name, after={"password": "changed"})


def change_preferences(by: Actor, *, name: str, language: Language, theme: Theme) -> None:
    """Set a person's own name, language and look."""
    before = {"name": by.user.name, "language": by.user.language.value, "theme": by.user.theme.value}
    by.user.name, by.user.language, by.user.theme = name, language, theme
    after = {"name": name, "language": language.value, "theme": theme.value}
    if before != after:
        note(by, Deed.CHANGED, Subject.USER, by.user.id, label=name, before=before, after=after)


def create_user(
    *,
    name: str,
    email: str,
    password: str | None,
    by: OfficeAccess | None,
    now: datetime,
    is_administrator: bool = False,
    persona: Role | None = None,
) -> User:
    """Open an account. `by` is None for the first one and for an invitation that is accepted: the person herself.

    Raises:
        EmailTakenError: the address has an account.
    """
    folded = fold_email(email)
    if db.session.scalar(select(User.id).where(User.email == folded)) is not None:
        raise EmailTakenError(folded)
    user = User(
        name=name,
        email=folded,
        password_hash=_hasher.hash(password) if password is not None else None,
        is_administrator=is_administrator,
        persona=persona,
        created_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError as error:  # somebody was faster
        raise EmailTakenError(folded) from error
    note(by or Actor(user, now), Deed.CREATED, Subject.USER, user.id, label=name, after={"email": folded})
    return user


def make_link(access: OfficeAccess, user: User) -> str:
    """Make a link that lets a person set her password once; give the token that belongs in it. Older ones end."""
    access.require(Permission.OFFICE)
    older = update(AccountLink).where(AccountLink.user_id == user.id, AccountLink.used_at.is_(None))
    db.session.execute(older.values(used_at=access.now))
    token = secrets.token_urlsafe(24)
    expires = access.now + timedelta(days=LINK_DAYS)
    db.session.add(AccountLink(user=user, token_hash=_hash(token), created_at=access.now, expires_at=expires))
    db.session.flush()
    note(access, Deed.CHANGED, Subject.USER, user.id, label=user.name, after={"password": "link"})
    return token


def find_link(token: str, *, now: datetime) -> AccountLink:
    """Find the link that still holds.

    Raises:
        LinkUsedError: there is none.
    """
    query = select(AccountLink).join(AccountLink.user).where(
        AccountLink.token_hash == _hash(token),
        AccountLink.used_at.is_(None),
        AccountLink.expires_at > now,
        User.is_active,
    )  # fmt: skip
    link = db.session.scalar(query)
    if link is None:
        raise LinkUsedError
    return link


def set_password(link: AccountLink, *, password: str, now: datetime) -> User:
    """Use a link: set the password of its person, and sign her other browsers out.

    Raises:
        LinkUsedError: somebody was faster.
    """
    unused = update(AccountLink).where(AccountLink.id == link.id, AccountLink.used_at.is_(None))
    used = db.session.execute(unused.values(used_at=now).returning(AccountLink.id)).first()
    if used is None:
        raise LinkUsedError
    user = link.user
    user.password_hash = _hasher.hash(password)
    revoke_sessions(user, now=now)
    note(Actor(user, now), Deed.CHANGED, Subject.USER, user.id, label=user.name, after={"password": "changed"})
    return user


def personas() -> list[User]:
    """List the invented people of the demo, one per role."""
    order = {role: place for place, role in enumerate(Role)}
    users = db.session.scalars(select(User).where(User.persona.is_not(None), User.is_active)).all()
    return sorted(users, key=lambda user: order[user.persona] if user.persona else 0)


def persona(user_id: int) -> User | None:
    """Give one of the demo's people; nobody else can be entered this way."""
    return db.session.scalar(select(User).where(User.id == user_id, User.persona.is_not(None), User.is_active))


def _matches(password_hash: str | None, password: str) -> bool:
    try:
        return _hasher.verify(password_hash or _NOBODY, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
