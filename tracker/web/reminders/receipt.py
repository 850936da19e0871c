"""The receipt: how far each mail has come, the button that stops what waits, and what was written before."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.access.permissions import Permission
from tracker.models.reminders import Reminder
from tracker.services.reminders import dispatch
from tracker.services.reminders.to_units import year_written_to
from tracker.views.moments import moment_with_hour
from tracker.views.reminders import receipt as view
from tracker.web.core import query
from tracker.web.core.frame import by_name
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.core.settings import settings
from tracker.web.reminders.forms import StopReminderForm
from tracker.web.reminders.routes import routes


@routes.page("/networks/<network>/reminders", access=Permission.MANAGE_NETWORK)
def reminders() -> ResponseReturnValue:
    """List what was written to the network's teams."""
    access = network_access()
    found = view.earlier_list(access, locale(), page=query.page_number())
    return render_template("reminders/list.html", network=access.network, found=found)


@routes.page("/networks/<network>/reminders/<int:reminder_id>", access=Permission.MANAGE_NETWORK)
def receipt(reminder_id: int) -> ResponseReturnValue:
    """Show how far it has come."""
    return _page(dispatch.reminder(network_access(), reminder_id), None), 200


@routes.page(
    "/networks/<network>/reminders/<int:reminder_id>/stop", access=Permission.MANAGE_NETWORK, methods=("POST",)
)
def stop_reminder(reminder_id: int) -> ResponseReturnValue:
    """Stop what has not gone, and count it."""
    access = network_access()
    row = dispatch.reminder(access, reminder_id)
    form = StopReminderForm()
    if not form.accepted():
        return _page(row, form), form.status
    done = dispatch.stop(access, row)
    said = ngettext("%(num)s er stoppet.", "%(num)s er stoppet.", done.stopped)
    if done.gone:
        said += " " + ngettext("%(num)s var alt sendt.", "%(num)s var alt sendt.", done.gone)
    flash(said if done.stopped else _("Ingenting ventet lenger. Lista viser hvordan det gikk."), "done")
    return redirect(url_for("reminders.receipt", network=access.network.slug, reminder_id=row.id))


def _page(row: Reminder, form: StopReminderForm | None) -> str:
    access = network_access()
    return render_template(
        "reminders/receipt.html",
        network=access.network,
        row=row,
        form=form,
        sender=settings().mail,
        at=moment_with_hour(row.created_at, access.now, locale()),
        year=year_written_to(row),
        seen=moment_with_hour(access.now, access.now, locale()),
        **by_name(view.receipt(access, row, locale())),
    )
