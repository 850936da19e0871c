"""A person's own account: name, language, theme, password, and signing out everywhere."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.services.accounts import account as account_service
from tracker.services.accounts import passwords, sessions, throttling
from tracker.web.accounts.account_forms import AccountForm, PasswordForm
from tracker.web.accounts.routes import routes
from tracker.web.core.guard import actor, session_row
from tracker.web.core.routes import SIGNED_IN
from tracker.web.core.settings import settings
from tracker.web.core.transactions import keep_changes
from tracker.web.forms import messages


@routes.page("/account", access=SIGNED_IN, methods=("GET", "POST"))
def account() -> ResponseReturnValue:
    """Change one's own name, language and look."""
    user = actor().user
    form = AccountForm(obj=user)
    form.edits(user, name=user.name, back=url_for("accounts.account"))
    if form.accepted():
        with form.refusing():
            account_service.change_preferences(
                actor(), name=form.name.data or "", language=form.language.data, theme=form.theme.data
            )
            flash(form.saved(_("Lagret.")), "done")
            return redirect(url_for("accounts.account"))
    return render_template("accounts/account.html", form=form), form.status


@routes.page("/account/password", access=SIGNED_IN, methods=("GET", "POST"))
def password() -> ResponseReturnValue:
    """Change the password; the person's other browsers are signed out."""
    form = PasswordForm()
    if form.accepted():
        try:
            account_service.change_password(
                actor(),
                current=form.current.data or "",
                new=form.new.data or "",
                keep=session_row(),
                brake=settings().brake,
                address=request.remote_addr or "",
                per_address=settings().attempts_per_address,
            )
        except throttling.TooManyAttemptsError:
            form.refuse(None, messages.SIGN_IN_WAIT)
            return render_template("accounts/password.html", form=form, least=passwords.PASSWORD_LEAST), 429
        except passwords.WrongPasswordError:
            form.refuse(form.current, messages.PASSWORD_WRONG)
            keep_changes()
        else:
            flash(_("Passordet er byttet. Du er logget ut alle andre steder."), "done")
            return redirect(url_for("accounts.account"))
    return render_template("accounts/password.html", form=form, least=passwords.PASSWORD_LEAST), form.status


@routes.page("/account/sign-out-everywhere", access=SIGNED_IN, methods=("POST",))
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of the person, this one too."""
    sessions.end_all_sessions(actor())
    session.clear()
    flash(_("Du er logget ut overalt."), "done")
    return redirect(url_for("home.start"))
