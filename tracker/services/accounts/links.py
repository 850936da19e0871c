"""Links with which a person sets a first or a new password, once, within a week."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update

from tracker.access.office import OfficeAccess
from tracker.access.people import Actor
from tracker.access.permissions import Permission
from tracker.models.accounts import AccountLink, User
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.services.accounts.audit_words import USER
from tracker.services.accounts.passwords import hasher
from tracker.services.accounts.sessions import revoke_sessions
from tracker.services.accounts.tokens import hash_token
from tracker.services.audit.log import note

LINK_DAYS = 7
"""How long a link to set a password holds."""


class LinkUsedError(LookupError):
    """The link was used, replaced by a newer one, or is too old."""


def make_link(access: OfficeAccess, user: User) -> str:
    """Make a link that lets a person set her password once; return the token that belongs in it. Older ones end."""
    access.require(Permission.OFFICE)
    older = update(AccountLink).where(AccountLink.user_id == user.id, AccountLink.used_at.is_(None))
    db.session.execute(older.values(used_at=access.now))
    token = secrets.token_urlsafe(24)
    expires = access.now + timedelta(days=LINK_DAYS)
    db.session.add(AccountLink(user=user, token_hash=hash_token(token), created_at=access.now, expires_at=expires))
    db.session.flush()
    note(access, Deed.CHANGED, USER, user.id, label=user.name, after={"password": "link"})
    return token


def find_link(token: str, *, now: datetime) -> AccountLink:
    """Find the link that still holds.

    Raises:
        LinkUsedError: there is none.
    """
    query = select(AccountLink).join(AccountLink.user).where(
        AccountLink.token_hash == hash_token(token),
        AccountLink.used_at.is_(None),
        AccountLink.expires_at > now,
        User.is_active,
    )  # fmt: skip
    link = db.session.scalar(query)
    if link is None:
        raise LinkUsedError
    return link


def set_password(link: AccountLink, *, password: str, now: datetime) -> User:
    """Use a link: set the password of its person, sign her other browsers out, and end her other links.

    Raises:
        LinkUsedError: somebody was faster.
    """
    unused = update(AccountLink).where(AccountLink.id == link.id, AccountLink.used_at.is_(None))
    used = db.session.execute(unused.values(used_at=now).returning(AccountLink.id)).first()
    if used is None:
        raise LinkUsedError
    user = link.user
    others = update(AccountLink).where(AccountLink.user_id == user.id, AccountLink.used_at.is_(None))
    db.session.execute(others.values(used_at=now))
    user.password_hash = hasher.hash(password)
    revoke_sessions(user, now=now)
    note(Actor(user, now), Deed.CHANGED, USER, user.id, label=user.name, after={"password": "changed"})
    return user
