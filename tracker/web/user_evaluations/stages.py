"""The dates of one stage of an evaluation."""

from __future__ import annotations

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.models.user_evaluations import EvaluationStage, UserEvaluation
from tracker.services.user_evaluations.evaluations import dates_of, set_dates
from tracker.views.user_evaluations.track import track_of
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import label, locale
from tracker.web.core.links import links
from tracker.web.user_evaluations.forms import StageForm
from tracker.web.user_evaluations.routes import ONE, routes


@routes.page(f"{ONE}/stages/<stage>", access=Permission.EVALUATE, methods=("GET", "POST"))
def evaluation_stage(evaluation_id: int, stage: str) -> ResponseReturnValue:
    """Set when a stage is to be done, when it began, and when it was done."""
    access = team_access()
    row = access.one(UserEvaluation, evaluation_id)
    which = query.read_member(EvaluationStage, stage)
    if which is None:
        raise NotFoundError(stage)
    dates = dates_of(row, which)
    form = StageForm(due=dates.due, began_on=dates.began_on, done_on=dates.done_on)
    back = links().user_evaluation(access.team.slug, row.id)
    form.edits(dates, name=label(which), back=back)
    if form.accepted():
        with form.refusing():
            said = {"due": form.due.data, "began_on": form.began_on.data, "done_on": form.done_on.data}
            set_dates(access, dates, title=row.title, **said)
            flash(form.saved(_("Datoene er lagret.")), "done")
            return redirect(back)
    page = render_template(
        "user_evaluations/stage.html",
        access=access,
        team=access.team,
        form=form,
        row=row,
        stage=which,
        back=back,
        steps=track_of(row, access.today, locale()),
        is_report=which is EvaluationStage.REPORT,
    )
    return page, form.status
