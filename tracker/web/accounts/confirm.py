"""The page of an account that is held: what is closed, who can open it, and the password one had before."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.services.accounts import held, passwords, throttling
from tracker.web.accounts.account_forms import FormerPasswordForm
from tracker.web.accounts.routes import routes
from tracker.web.core.guard import actor
from tracker.web.core.routes import SIGNED_IN
from tracker.web.core.settings import settings
from tracker.web.core.transactions import keep_changes
from tracker.web.forms import messages


@routes.page("/account/confirm", access=SIGNED_IN, methods=("GET", "POST"))
def confirm() -> ResponseReturnValue:
    """Tell why the teams are closed and who can open them, and open them to whoever knows the former password."""
    if actor().user.held_since is None:
        return redirect(url_for("accounts.account"))
    form, status = FormerPasswordForm(), None
    if form.accepted():
        try:
            held.confirm_by_password(
                actor(),
                former=form.former.data or "",
                brake=settings().brake,
                address=request.remote_addr or "",
                per_address=settings().attempts_per_address,
            )
        except throttling.TooManyAttemptsError:
            form.refuse(None, messages.SIGN_IN_WAIT)
            status = 429
        except passwords.WrongPasswordError:
            form.refuse(form.former, messages.PASSWORD_WRONG)
            keep_changes()
        else:
            flash(_("Takk. Alt er åpent igjen."), "done")
            return redirect(url_for("home.start"))
    page = render_template("accounts/confirm.html", form=form, teams=held.closed_teams(actor()))
    return page, status or form.status
