"""When answers go in a network: what goes when, the next run, the host who changes it or puts the run off once."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.people import local_day
from tracker.access.permissions import Permission
from tracker.services.answers.retention import notice, run
from tracker.services.answers.retention import rule as rules
from tracker.services.answers.retention.notice import Notifier
from tracker.views.retention.letter import run_writer
from tracker.views.retention.pages import receipt_title, rule_view
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.core.links import whole_links
from tracker.web.core.settings import settings
from tracker.web.forms.base import Form
from tracker.web.retention.forms import DryRunForm, PostponeForm, RuleForm
from tracker.web.retention.routes import routes

_PATH = "/networks/<network>/retention"


@routes.page(_PATH, access=Permission.MANAGE_NETWORK)
def retention() -> ResponseReturnValue:
    """Show what goes when, and what went."""
    access = network_access()
    found = rules.rule_of(access.network.id)
    says = locale()
    return render_template(
        "retention/rule.html",
        network=access.network,
        view=rule_view(access, found, says),
        can_postpone=found is None or found.postponed_until is None,
        dry=DryRunForm(),
        runs=[(says.day(local_day(row.started_at)), receipt_title(row, says), row) for row in run.runs(access)],
    )


@routes.page(f"{_PATH}/edit", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def edit_rule() -> ResponseReturnValue:
    """Decide after how long answers go."""
    access = network_access()
    found = rules.rule_of(access.network.id)
    times = rules.times_of(found)
    form = RuleForm(months=times.months, unread_months=times.unread_months)
    if found is not None:
        form.edits(found, name=access.network.name, back=_back())
    if form.accepted():
        row = found or rules.begun_rule(access.network, today=local_day(access.now))
        rules.change_rule(
            access, row, months=int(form.months.data or 0), unread_months=int(form.unread_months.data or 0)
        )
        flash(form.saved(_("Lagret.")), "done")
        return redirect(_back())
    return _form_page("retention/edit.html", form)


@routes.page(f"{_PATH}/postpone", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def postpone() -> ResponseReturnValue:
    """Put the next run off, once, and tell the leaders why."""
    access = network_access()
    form = PostponeForm()
    if form.accepted():
        with form.refusing():
            row = rules.begun_rule(access.network, today=local_day(access.now))
            rules.postpone(access, row, why=form.why.data or "")
            told = notice.tell_of_delay(access.network, row, _notifier(), now=access.now)
            flash(_("Slettingen er utsatt."), "done")
            if told:
                flash(_("Teamlederne får e-post om det."), "done")
            return redirect(_back())
    return _form_page("retention/postpone.html", form)


def _form_page(template: str, form: Form) -> ResponseReturnValue:
    return render_template(template, form=form, network=network_access().network), form.status


def _notifier() -> Notifier | None:
    """Return what tells leaders by mail; None where there is no mail."""
    sender = settings().mail
    return None if sender is None else Notifier(sender, run_writer(whole_links()))


def _back() -> str:
    return url_for("retention.retention", network=network_access().network.slug)
