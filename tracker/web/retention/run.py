"""A dry run, the deletion as it showed, and the receipt."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.models.answers import RetentionRun
from tracker.services.answers.retention import rule as rules
from tracker.services.answers.retention import run
from tracker.services.answers.retention.due import due_whole, is_due
from tracker.views.retention.pages import dry_view, receipt_facts, receipt_note, receipt_text, receipt_title
from tracker.web.components.download import download
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.core.settings import settings
from tracker.web.retention.forms import DryRunForm, RunForm
from tracker.web.retention.routes import routes

_PATH = "/networks/<network>/retention"


@routes.page(f"{_PATH}/dry-run", access=Permission.MANAGE_NETWORK, methods=("POST",))
def start_dry_run() -> ResponseReturnValue:
    """Count what would go, and show it; nothing is deleted."""
    access = network_access()
    form = DryRunForm()
    if not form.accepted():
        flash(_("Siden hadde stått for lenge. Prøv en gang til."), "warning")
        return redirect(url_for("retention.retention", network=access.network.slug))
    row = run.dry_run(access, submission=form.submission.data or "")
    return redirect(url_for("retention.dry_run", network=access.network.slug, run_id=row.public_id))


@routes.page(f"{_PATH}/dry-run/<run_id>", access=Permission.MANAGE_NETWORK)
def dry_run(run_id: str) -> ResponseReturnValue:
    """Show what would go, team by team, and take the number that deletes it."""
    return _dry_page(run.run_of(network_access(), run_id, is_dry=True), RunForm()), 200


@routes.page(f"{_PATH}/dry-run/<run_id>/delete", access=Permission.MANAGE_NETWORK, methods=("POST",))
def delete_answers(run_id: str) -> ResponseReturnValue:
    """Delete what the dry run showed, where the number is typed."""
    access = network_access()
    dry = run.run_of(access, run_id, is_dry=True)
    form = RunForm()
    if form.accepted():
        with form.refusing():
            done = run.run_as_shown(access, dry, typed=int(form.typed.data or 0), backup_days=settings().backup_days)
            flash(receipt_title(done, locale()) + ".", "done")
            return redirect(url_for("retention.receipt", network=access.network.slug, run_id=done.public_id))
    return _dry_page(dry, form), form.status


@routes.page(f"{_PATH}/<run_id>", access=Permission.MANAGE_NETWORK)
def receipt(run_id: str) -> ResponseReturnValue:
    """Show the receipt of a run."""
    access = network_access()
    row, says = run.run_of(access, run_id, is_dry=False), locale()
    return render_template(
        "retention/receipt.html",
        network=access.network,
        row=row,
        title=receipt_title(row, says),
        facts=receipt_facts(row, says),
        note=receipt_note(says),
    )


@routes.page(f"{_PATH}/<run_id>.txt", access=Permission.MANAGE_NETWORK)
def receipt_file(run_id: str) -> ResponseReturnValue:
    """Hand out the receipt as a file."""
    access = network_access()
    row = run.run_of(access, run_id, is_dry=False)
    name = _("kvittering-%(number)s.txt", number=run.number_of(row))
    return download(receipt_text(row, access.network, locale()), name, "text/plain")


def _dry_page(row: RetentionRun, form: RunForm) -> str:
    access = network_access()
    times = rules.times_of(rules.rule_of(access.network.id))
    due = is_due(access.network.id, times, today=run.day_of(row))
    whole = due_whole(access.network.id, due, now=access.now)
    return render_template(
        "retention/dry_run.html",
        network=access.network,
        row=row,
        form=form,
        view=dry_view(row, whole, locale()),
        is_same=whole.count == row.counted,
    )
