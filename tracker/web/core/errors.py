"""What is shown when something is refused or goes wrong: one sentence, one way on."""

from __future__ import annotations

from functools import partial

from flask import Flask, g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadHost, HTTPException, SecurityError

from tracker.access.people import ForbiddenError, NotFoundError
from tracker.text.screening import IdentityNumberError
from tracker.web.core.intake import UnreadableError
from tracker.web.core.transactions import withdraw

_PAGES = (400, 403, 404, 405, 413, 429)


def install(app: Flask) -> None:
    """Give each refusal its page. A service's own refusal is answered the same way as the guard's."""
    for code in _PAGES:
        app.register_error_handler(code, _refused)
    app.register_error_handler(401, _signed_out)
    for unusable in (SecurityError, BadHost):
        app.register_error_handler(unusable, _foreign_host)
    app.register_error_handler(UnreadableError, _unreadable)
    for kind, code in ((NotFoundError, 404), (ForbiddenError, 403), (IdentityNumberError, 400)):
        app.register_error_handler(kind, partial(refused_by_service, code))
    app.register_error_handler(500, _failed)


def _refused(error: HTTPException) -> ResponseReturnValue:
    return error_page(error.code or 400)


def refused_by_service(code: int, error: Exception) -> ResponseReturnValue:
    """Answer what a service refused with the page of this status."""
    g.failure = error  # for the log, which tells its class and its place
    return error_page(code)


def _foreign_host(_error: HTTPException) -> ResponseReturnValue:
    """Refuse a host name that is not ours or is none, in plain text: a page has links, and they would lead there."""
    withdraw()
    return "Unknown host\n", 400, {"Content-Type": "text/plain; charset=utf-8"}


def _unreadable(_error: HTTPException) -> ResponseReturnValue:
    """Refuse signs that are no text, in plain text: a page would repeat the address."""
    withdraw()
    return "Bad request\n", 400, {"Content-Type": "text/plain; charset=utf-8"}


def _signed_out(_error: HTTPException) -> ResponseReturnValue:
    withdraw()
    return render_template("errors/401.html"), 401


def _failed(_error: HTTPException) -> ResponseReturnValue:
    """Say that it is our fault, and ask the database for nothing: it may be the reason. So the page knows nobody."""
    withdraw()
    g.session_row = None
    return render_template("errors/500.html"), 500


def error_page(code: int) -> ResponseReturnValue:
    """Return the page of a refusal; nothing of the request is kept."""
    withdraw()
    return render_template(f"errors/{code}.html"), code
