"""Asking for a new password. What is shown is the same for every address, known or not."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.services.accounts import forgotten as forgotten_service
from tracker.services.accounts import throttling
from tracker.web.accounts.forms import ForgottenForm
from tracker.web.accounts.routes import routes
from tracker.web.core import query
from tracker.web.core.guard import now
from tracker.web.core.routes import ANYONE
from tracker.web.core.settings import settings
from tracker.web.forms import messages


@routes.page("/forgotten", access=ANYONE, methods=("GET", "POST"))
def forgotten() -> ResponseReturnValue:
    """Let anyone ask for a link by mail that sets a new password; say so where no mail can be sent."""
    sender = settings().mail
    form = ForgottenForm()
    if sender is None:
        return render_template("accounts/forgotten_off.html"), 200 if request.method == "GET" else 409
    if query.is_set("asked") and request.method == "GET":
        return render_template("accounts/forgotten_asked.html", sender=sender)
    if form.accepted():
        try:
            forgotten_service.ask_for_password(
                email=form.email.data or "",
                address=request.remote_addr or "",
                brake=settings().brake,
                per_address=settings().attempts_per_address,
                now=now(),
            )
        except throttling.TooManyAttemptsError:
            form.refuse(None, messages.SIGN_IN_WAIT)
            return render_template("accounts/forgotten.html", form=form), 429
        return redirect(url_for("accounts.forgotten", asked=1))
    return render_template("accounts/forgotten.html", form=form), form.status
