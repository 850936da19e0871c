"""The one list: what needs a person, what is news, and what she has read."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.services.notifications.reading import mark_read
from tracker.web.core import query
from tracker.web.core.frame import inbox
from tracker.web.core.guard import actor
from tracker.web.core.routes import SIGNED_IN
from tracker.web.notifications.choice_form import choice_form
from tracker.web.notifications.routes import routes


@routes.page("/notifications", access=SIGNED_IN)
def notifications() -> ResponseReturnValue:
    """Show the list, with the choices beside it."""
    return render_template("notifications/notifications.html", told=inbox(), choices=choice_form(actor()))


@routes.page("/notifications/read", access=SIGNED_IN, methods=("POST",))
def read() -> ResponseReturnValue:
    """Mark the news that the page showed as read. News that came after it is still news."""
    shown = set(query.hidden("news").split())
    keys = {line.told.key for line in inbox().news if line.told.name in shown}
    mark_read(actor(), keys)
    if keys:
        flash(_("Merket som lest."), "done")
    return redirect(url_for("notifications.notifications"))
