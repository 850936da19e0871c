"""Signing a browser in: a new session row and its token in the cookie."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import session, url_for

from tracker.models.accounts import User
from tracker.services.accounts import sessions
from tracker.web.core import query
from tracker.web.core.guard import TOKEN, now
from tracker.web.core.settings import settings


def start_session(user: User) -> None:
    """Sign a person in to this browser. The old session cookie goes: nobody plants one beforehand."""
    session.clear()
    session[TOKEN] = sessions.start_session(user, days=settings().session_days, now=now())
    session.permanent = True


def onward() -> str:
    """Return where to go next: an address on this site, or the start page."""
    asked = query.next_address()
    return asked if _is_inside(asked) else url_for("home.start")


def _is_inside(address: str) -> bool:
    """Return whether an address leads to this site. Browsers read a backslash as a slash, and skip control signs."""
    if not address.startswith("/") or address.startswith("//") or "\\" in address or not address.isprintable():
        return False
    try:
        parts = urlsplit(address)
    except ValueError:  # a bracket where a host would stand
        return False
    return not parts.scheme and not parts.netloc
