"""Links with which a person sets a first or a new password, once, within a week."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update

from tracker.access.office import OfficeAccess
from tracker.access.people import Actor
from tracker.access.permissions import Permission
from tracker.models.accounts import AccountLink, User
from tracker.models.base import db
from tracker.services.accounts.held import hold, release, stop_links
from tracker.services.accounts.passwords import hash_new
from tracker.services.accounts.sessions import revoke_sessions
from tracker.services.accounts.telling import AccountPost, is_in_use, tell_of_link, tell_of_use
from tracker.services.accounts.tokens import hash_token

LINK_DAYS = 7
"""How long a link to set a password holds."""


class LinkUsedError(LookupError):
    """The link was used, replaced by a newer one, or is too old."""


def make_link(access: OfficeAccess, user: User, *, post: AccountPost | None = None) -> str:
    """Make a link that lets a person set her password once; return the token that belongs in it. Older ones end.

    Where there is mail, she is told of it by `post`.
    """
    access.require(Permission.OFFICE)
    stop_links(user, now=access.now)
    token = secrets.token_urlsafe(24)
    expires = access.now + timedelta(days=LINK_DAYS)
    link = AccountLink(
        user=user,
        token_hash=hash_token(token),
        created_at=access.now,
        expires_at=expires,
        by_office=True,
        made_by_id=access.user.id,
    )
    db.session.add(link)
    db.session.flush()
    tell_of_link(access, link, post)
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


def set_password(link: AccountLink, *, password: str, now: datetime, post: AccountPost | None = None) -> User:
    """Use a link: set the password of its person, sign her other browsers out, and end her other links.

    A link that the office held in its hand leaves her teams closed until it is confirmed that it was she who used it;
    one that went to her own address opens them. The first password of a new account has nothing to protect yet.

    Raises:
        LinkUsedError: somebody was faster.
    """
    unused = update(AccountLink).where(AccountLink.id == link.id, AccountLink.used_at.is_(None))
    used = db.session.execute(unused.values(used_at=now).returning(AccountLink.id)).first()
    if used is None:
        raise LinkUsedError
    user = link.user
    stop_links(user, now=now)
    fresh = hash_new(password, (user.name, user.email))
    if not link.by_office:
        release(user)
    elif is_in_use(user):
        hold(user, now=now)
    user.password_hash, user.is_leader_opened = fresh, False
    revoke_sessions(user, now=now)
    tell_of_use(Actor(user, now), link, post)
    return user
