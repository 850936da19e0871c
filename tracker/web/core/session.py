"""Signing a browser in: a new session row and its token in the cookie."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request, session, url_for

from tracker.models.accounts import User
from tracker.services.accounts import sessions
from tracker.web.core.guard import TOKEN, now
from tracker.web.core.settings import settings


def start_session(user: User) -> None:
    """Sign a person in to this browser. The old session cookie goes: nobody plants one beforehand."""
    session.clear()
    session[TOKEN] = sessions.start_session(user, days=settings().session_days, now=now())
    session.permanent = True


def onward() -> str:
    """Give where to go next: an address on this site, or the start page."""
    asked = request.values.get("next", "")
    parts = urlsplit(asked)
    inside = asked.startswith("/") and not asked.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return asked if inside else url_for("home.start")
