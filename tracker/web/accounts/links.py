"""What a person is told of the links that the office made to her account, and the button that stops them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.services.accounts import held
from tracker.views.account_links import link_lines
from tracker.web.accounts.routes import routes
from tracker.web.core.guard import actor
from tracker.web.core.language import locale
from tracker.web.core.routes import SIGNED_IN


@routes.page("/account/links", access=SIGNED_IN)
def links() -> ResponseReturnValue:
    """List the office's links: who made them, and whether they were used."""
    user = actor().user
    lines = link_lines(held.links_of(user), locale(), now=actor().now)
    return render_template("accounts/links.html", lines=lines, user=user)


@routes.page("/account/links/read", access=SIGNED_IN, methods=("POST",))
def read_links() -> ResponseReturnValue:
    """Remember that the person has read of them: the notice on every page goes away."""
    held.read_of_links(actor())
    return redirect(url_for("home.start"))


@routes.page("/account/links/stop", access=SIGNED_IN, methods=("POST",))
def stop_links() -> ResponseReturnValue:
    """End the links that nobody has used yet."""
    held.stop_own_links(actor())
    flash(_("Lenkene virker ikke lenger."), "done")
    return redirect(url_for("accounts.links"))
