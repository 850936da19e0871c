"""Which notifications a person wants, here and by mail."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.services.mail import choices as mail_choices
from tracker.services.notifications.choices import choose_notification
from tracker.web.core.guard import actor
from tracker.web.core.routes import SIGNED_IN
from tracker.web.notifications.choice_form import choice_form
from tracker.web.notifications.routes import routes


@routes.page("/notifications/choices", access=SIGNED_IN, methods=("GET", "POST"))
def choices() -> ResponseReturnValue:
    """Choose: each kind here and in the weekly mail, and the mail that others send."""
    by = actor()
    table = choice_form(by)
    if table.form.accepted():
        for kind in table.kinds:
            choose_notification(by, kind, here=table.is_ticked("here", kind), by_mail=table.is_ticked("by_mail", kind))
        before = mail_choices.wanted_mail(by.user.id)
        for mail in table.mails:
            if (wanted := table.is_ticked("mail", mail)) != (mail in before):
                mail_choices.choose(by.user.id, mail, wanted=wanted, now=by.now)
        flash(_("Lagret."), "done")
        return redirect(url_for("notifications.choices"))
    return render_template("notifications/choices.html", choices=table), table.form.status
