"""Signing in and out."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from tracker.services.accounts import passwords, sessions, throttling
from tracker.services.accounts import sign_in as sign_in_service
from tracker.web.accounts.forms import SignInForm
from tracker.web.accounts.routes import routes
from tracker.web.core.guard import actor, now, person, session_row
from tracker.web.core.routes import ANYONE, SIGNED_IN
from tracker.web.core.session_cookie import onward, start_session
from tracker.web.core.settings import settings
from tracker.web.core.transactions import keep_changes
from tracker.web.forms import messages


@routes.page("/sign-in", access=ANYONE, methods=("GET", "POST"))
def sign_in() -> ResponseReturnValue:
    """Let a person in with her address and password."""
    if person() is not None and request.method == "GET":
        return redirect(url_for("home.start"))
    form, can_mail = SignInForm(), settings().mail is not None
    if form.accepted():
        try:
            user = sign_in_service.sign_in(
                email=form.email.data or "",
                password=form.password.data or "",
                address=request.remote_addr or "",
                brake=settings().brake,
                per_address=settings().attempts_per_address,
                now=now(),
            )
        except throttling.TooManyAttemptsError:
            form.refuse(None, messages.SIGN_IN_WAIT)
            return render_template("accounts/sign_in.html", form=form, onward=onward(), can_mail=can_mail), 429
        except passwords.WrongPasswordError:
            form.refuse(form.password, messages.SIGN_IN_WRONG)
            keep_changes()
        else:
            start_session(user)
            return redirect(onward())
    return render_template("accounts/sign_in.html", form=form, onward=onward(), can_mail=can_mail), form.status


@routes.page("/sign-out", access=SIGNED_IN, methods=("POST",))
def sign_out() -> ResponseReturnValue:
    """Sign this browser out. The page's script takes away what the grid kept unsaved, in every window of ours.

    The browser is not asked to clear its storage: counts from the bedside that wait there for the network are no
    person's, and would be lost.
    """
    sessions.end_session(actor(), session_row())
    session.clear()
    return redirect(url_for("home.start"))
