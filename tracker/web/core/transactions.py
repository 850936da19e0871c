"""After each request: commit once, or roll back; and what a page promised is kept only with what it stored.

A GET never commits what a page did, nor does a request whose token is stale. What `keep_changes` was said of is kept in
any case: a failed attempt is counted, be it a password that was sent or a code in an address. Messages ("Lagret."),
signing in and out, and links that are shown once live in the session, whose cookie leaves after the commit: where
nothing is stored, the session is what it was before.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from flask import Flask, Response, g, render_template, request, session
from sqlalchemy.exc import SQLAlchemyError

from tracker.models.base import db, may_write

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_TOKEN = "csrf_token"  # noqa: S105 - the name of the session's field, not a secret
_MESSAGES = "_flashes"
_OF_A_PROMISE = ("Location", "Set-Cookie", "Clear-Site-Data", "Content-Disposition", "Refresh")
"""Headers by which an answer says or does something that only a stored change makes true."""


def install(app: Flask) -> None:
    """Put the settling after every page, and before the headers that each answer gets."""
    app.after_request(_settle)


def refuse_changes() -> None:
    """Say that nothing of this request may be kept, whatever its status: a form that is shown again."""
    g.refused = True


def keep_changes() -> None:
    """Say that this request's changes are kept though it is answered with a refusal: a failed attempt is counted."""
    g.keep = True


def remember_session() -> None:
    """Remember the session as this request found it, for a change that comes to nothing."""
    g.session_before = deepcopy(dict(session))


def withdraw() -> None:
    """Take back what this request did and promised: rows, messages, signing in or out.

    What is read from here on, for the page that says so, takes no lock: the database may be full or read-only.
    """
    try:
        db.session.rollback()
    except SQLAlchemyError:  # the connection is gone, and with it all that was not committed
        db.session().invalidate()
    may_write.set(False)
    g.keep, g.refused = False, True
    before: dict[str, Any] | None = g.get("session_before")
    if before is None:
        return
    token = session.get(_TOKEN)
    shown = _MESSAGES not in session  # messages of the request before have had their page
    found = {name: value for name, value in before.items() if not (shown and name == _MESSAGES)}
    if token is not None:
        found.setdefault(_TOKEN, token)  # the forms of the page that is shown now
    if found != dict(session):
        session.clear()
        session.update(found)


def release_database() -> None:
    """Leave what was read so far while something takes long: SQLite's one write lock is held by nobody meanwhile.

    The next statement begins anew; rows at hand are read again when they are asked for.
    """
    db.session.rollback()


def _settle(response: Response) -> Response:
    """Commit a change that was answered with success; take back everything else. A failed commit becomes a 500."""
    succeeded = response.status_code < 400 and not g.get("refused", False)
    if g.get("stale", False) and response.status_code < 400:
        withdraw()
        for name in _OF_A_PROMISE:
            response.headers.pop(name, None)
        response.set_data(render_template("errors/400.html"))
        response.status_code, response.mimetype = 400, "text/html"
    elif g.get("keep", False) or (succeeded and request.method not in SAFE_METHODS):
        db.session.commit()
    elif request.method in SAFE_METHODS:
        db.session.rollback()
    else:
        withdraw()
    return response
