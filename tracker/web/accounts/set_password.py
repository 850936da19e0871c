"""The page behind a link: a person chooses a password."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.services.accounts import links, passwords
from tracker.web.accounts.post import account_post
from tracker.web.accounts.routes import routes
from tracker.web.components.near import names_near
from tracker.web.core.guard import now
from tracker.web.core.routes import ANYONE
from tracker.web.core.session_cookie import start_session
from tracker.web.core.settings import settings
from tracker.web.forms.set_password import SetPasswordForm


@routes.page("/accounts/<token>", access=ANYONE, methods=("GET", "POST"))
def set_password(token: str) -> ResponseReturnValue:
    """Let the person a link was made for choose her password, and sign her in."""
    try:
        link = links.find_link(token, now=now())
        form = SetPasswordForm()
        form.password.lies_near(*names_near(link.user))
        if form.accepted():
            user = links.set_password(link, password=form.password.data or "", now=now(), post=account_post())
            start_session(user)
            flash(_("Passordet er lagret, og du er logget inn."), "done")
            return redirect(url_for("accounts.confirm" if user.held_since else "home.start"))
    except links.LinkUsedError:
        return render_template("accounts/link_used.html", can_mail=settings().mail is not None), 404
    page = render_template(
        "accounts/set_password.html", form=form, link=link, token=token, least=passwords.PASSWORD_LEAST
    )
    return page, form.status
