"""The page of a team's progress, where its leader and members set a month's step, and its host sets hers."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.progress import Progress
from tracker.services.progress import scores
from tracker.services.progress.ladder import as_stored
from tracker.views.progress.evidence import evidence_of
from tracker.views.progress.page import ProgressPage, progress_page
from tracker.web.core.frame import by_name
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.progress.progress_form import ProgressForm
from tracker.web.progress.routes import routes

_PATH = "/teams/<team>/progress"


@routes.page(_PATH, access=Permission.READ_PROGRESS)
def progress() -> ResponseReturnValue:
    """Show what each side says, as far as it may be seen, and what the team's own work speaks for."""
    access = team_access()
    shown = progress_page(access, locale(), links())
    form = _form(access, shown.own) if shown.may_set else None
    if form is not None and shown.own is None:
        form.propose(step=shown.before)
    return _page(access, shown, form)


@routes.page(_PATH, access=Permission.SCORE, methods=("POST",))
def set_progress() -> ResponseReturnValue:
    """Set the step of the month that runs, for the side one stands on."""
    access = team_access()
    own = scores.own_score(access)
    form = _form(access, own)
    if form.accepted():
        with form.refusing():
            there = [line.kind for line in evidence_of(access, locale(), links()) if line.is_there]
            scores.set_score(access, own, form.score(), as_stored(there))
            flash(form.saved(_("Tallet er lagret.")), "done")
            return redirect(_address(access))
        form.month.data = scores.month_name(access.today)
    return _page(access, progress_page(access, locale(), links()), form)


def _form(access: TeamAccess, own: Progress | None) -> ProgressForm:
    form = ProgressForm(
        step=own.step if own else None,
        why=own.why if own else "",
        month=scores.month_name(access.today),
    )
    if own is not None:
        form.edits(own, name=access.team.name, back=_address(access))
    return form


def _page(access: TeamAccess, shown: ProgressPage, form: ProgressForm | None) -> ResponseReturnValue:
    page = render_template(
        "progress/progress.html",
        access=access,
        team=access.team,
        form=form,
        **by_name(shown),
    )
    return page, form.status if form else 200


def _address(access: TeamAccess) -> str:
    return url_for("progress.progress", team=access.team.slug)
