"""After each request: commit once, or roll back.

A GET never commits what a page did, nor does a request whose token is stale. What `keep_changes` was said of is kept in
any case: a failed attempt is counted, be it a password that was sent or a code in an address.
"""

from __future__ import annotations

from flask import Flask, Response, g, make_response, render_template, request

from tracker.models.base import db

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def install(app: Flask) -> None:
    """Put the settling after every request, outside all else, so that an answer is sent only when it is true."""
    app.after_request(_settle)


def refuse_changes() -> None:
    """Say that nothing of this request may be kept, whatever its status: a form that is shown again."""
    g.refused = True


def keep_changes() -> None:
    """Say that this request's changes are kept though it is answered with a refusal: a failed attempt is counted."""
    g.keep = True


def _settle(response: Response) -> Response:
    """Commit a change that was answered with success; roll back everything else. A failed commit becomes a 500."""
    if g.get("stale", False) and response.status_code < 400:
        db.session.rollback()
        return make_response(render_template("errors/400.html"), 400)
    succeeded = response.status_code < 400 and not g.get("refused", False)
    if g.get("keep", False) or (succeeded and request.method not in SAFE_METHODS):
        db.session.commit()
    else:
        db.session.rollback()
    return response
