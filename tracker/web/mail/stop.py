"""The address in each mail that stops mail of its kind: without signing in, and never by being looked at."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from tracker.services.mail import choices
from tracker.web.core import query
from tracker.web.core.guard import now
from tracker.web.core.language import label
from tracker.web.core.routes import BY_MAIL_TOKEN
from tracker.web.core.settings import settings
from tracker.web.mail.routes import routes


@routes.page("/u/<token>", access=BY_MAIL_TOKEN, methods=("GET", "POST"))
def stop(token: str) -> ResponseReturnValue:
    """Show the button that stops a kind of mail; stop it when it is posted, by a person or by a mail program.

    A mail program posts without cookies and must be answered with 200 (RFC 8058), so nothing is redirected.
    """
    try:
        found = choices.read_token(token, secret=settings().secret)
    except choices.UnknownTokenError:
        return render_template("mail/stop_unknown.html"), 404
    if request.method == "POST":
        wanted = query.hidden("wanted") == "1"
        choices.choose(found.user.id, found.kind, wanted=wanted, now=now())
    else:
        wanted = choices.wants(found.user.id, found.kind)
    return render_template(
        "mail/stop.html", token=token, kind=label(found.kind), wanted=wanted, done=request.method == "POST"
    )
