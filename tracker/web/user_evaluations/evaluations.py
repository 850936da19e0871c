"""The team's evaluations: the list, one of them, and the forms that begin, change and remove one."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.user_evaluations import UserEvaluation
from tracker.services.user_evaluations import evaluations as evaluations_service
from tracker.views.user_evaluations.listed import evaluation_list
from tracker.views.user_evaluations.page import evaluation_page
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core.frame import by_name
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.user_evaluations.forms import EvaluationForm, NewEvaluationForm
from tracker.web.user_evaluations.people import people_to_choose
from tracker.web.user_evaluations.routes import ONE, routes

_COPIED = (
    "title", "year", "evaluator", "interviewers", "are_trained", "interviews", "groups", "persons", "came_team",
    "came_representatives", "came_interviewers", "came_asked", "no_staff", "are_invited", "have_report",
)  # fmt: skip


@routes.page("/teams/<team>/evaluations", access=Permission.READ_EVALUATIONS)
def user_evaluations() -> ResponseReturnValue:
    """List the team's evaluations, the newest first."""
    access = team_access()
    return render_template(
        "user_evaluations/evaluations.html",
        access=access,
        team=access.team,
        rows=evaluation_list(access, locale()),
        may_evaluate=access.may(Permission.EVALUATE),
    )


@routes.page("/teams/<team>/evaluations/new", access=Permission.EVALUATE, methods=("GET", "POST"))
def new_user_evaluation() -> ResponseReturnValue:
    """Begin an evaluation."""
    access = team_access()
    year = access.today.year
    form = NewEvaluationForm(title=_("Bruker spør bruker %(year)s", year=year), year=year)
    _offer(access, form)
    if form.accepted():
        with form.refusing():
            row = evaluations_service.begin_evaluation(access, form.facts(), submission=form.submission.data or "")
            flash(_("Evalueringen er begynt."), "done")
            return redirect(links().user_evaluation(access.team.slug, row.id))
    page = render_template("user_evaluations/new.html", access=access, team=access.team, form=form)
    return page, form.status


@routes.page(ONE, access=Permission.READ_EVALUATIONS)
def user_evaluation(evaluation_id: int) -> ResponseReturnValue:
    """Show one evaluation: its stages, what is missing now, and what became of what was agreed."""
    access = team_access()
    row = access.one(UserEvaluation, evaluation_id)
    return render_template(
        "user_evaluations/evaluation.html",
        access=access,
        team=access.team,
        may_evaluate=access.may(Permission.EVALUATE),
        may_improve=access.may(Permission.IMPROVE),
        may_read_guide=access.may(Permission.READ_GUIDE),
        **by_name(evaluation_page(access, row, locale(), links())),
    )


@routes.page(f"{ONE}/edit", access=Permission.EVALUATE, methods=("GET", "POST"))
def edit_user_evaluation(evaluation_id: int) -> ResponseReturnValue:
    """Change what is said of an evaluation."""
    access = team_access()
    row = access.one(UserEvaluation, evaluation_id)
    form = EvaluationForm(**{name: getattr(row, name) for name in _COPIED}, contact=row.contact_id)
    _offer(access, form, row)
    back = links().user_evaluation(access.team.slug, row.id)
    form.edits(
        row, name=row.title, back=back, anew=url_for("user_evaluations.new_user_evaluation", team=access.team.slug)
    )
    if form.accepted():
        with form.refusing():
            evaluations_service.change_evaluation(access, row, form.facts())
            flash(form.saved(_("Evalueringen er lagret.")), "done")
            return redirect(back)
    page = render_template("user_evaluations/edit.html", access=access, team=access.team, form=form, row=row, back=back)
    return page, form.status


@routes.page(f"{ONE}/remove", access=Permission.EVALUATE, methods=("GET", "POST"))
def remove_user_evaluation(evaluation_id: int) -> ResponseReturnValue:
    """Ask, then remove an evaluation that was begun by mistake."""
    access = team_access()
    row = access.one(UserEvaluation, evaluation_id)
    home = url_for("user_evaluations.user_evaluations", team=access.team.slug)
    if request.method == "POST":
        evaluations_service.remove_evaluation(access, row)
        flash(_("Evalueringen er fjernet."), "done")
        return redirect(home)
    back = links().user_evaluation(access.team.slug, row.id)
    question = Confirmation(
        heading=_("Fjern evalueringen?"),
        about=row.title,
        consequences=(
            _("Guiden, funnene og punktene forsvinner med den. Tiltak og hindringer som de ble til, blir stående."),
            _("Endringsloggen husker hva som sto her."),
        ),
        does=_("Fjern evalueringen"),
        action=url_for("user_evaluations.remove_user_evaluation", team=access.team.slug, evaluation_id=row.id),
        keep=_("Behold den"),
        back=back,
        above=((_("Bruker spør bruker"), home), (row.title, back)),
        crumb=_("Fjern"),
    )
    return ask(access.team, question)


@routes.page(f"{ONE}/approve", access=Permission.EVALUATE, methods=("POST",))
def approve_report(evaluation_id: int) -> ResponseReturnValue:
    """Say that the interviewers have read the report and stand behind it."""
    access = team_access()
    row = access.one(UserEvaluation, evaluation_id)
    evaluations_service.approve_report(access, row)
    flash(_("Det står nå at intervjuerne har godkjent rapporten."), "done")
    return redirect(links().user_evaluation(access.team.slug, row.id))


@routes.page(f"{ONE}/approval/end", access=Permission.EVALUATE, methods=("POST",))
def end_approval(evaluation_id: int) -> ResponseReturnValue:
    """Take back that the interviewers stand behind the report; it can be said again."""
    access = team_access()
    row = access.one(UserEvaluation, evaluation_id)
    evaluations_service.end_approval(access, row)
    flash(_("Rapporten står ikke lenger som godkjent av intervjuerne."), "done")
    return redirect(links().user_evaluation(access.team.slug, row.id))


def _offer(access: TeamAccess, form: NewEvaluationForm, row: UserEvaluation | None = None) -> None:
    form.contact.offer(people_to_choose(access, row.contact if row else None))
