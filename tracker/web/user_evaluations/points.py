"""What was agreed at the dialogue meeting, and what became of it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.user_evaluations import DialoguePoint, UserEvaluation
from tracker.services.user_evaluations import points as points_service
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core.guard import team_access
from tracker.web.core.links import links
from tracker.web.user_evaluations.findings import finding_of, findings_address
from tracker.web.user_evaluations.forms import FollowUpForm, PointForm
from tracker.web.user_evaluations.people import people_to_choose
from tracker.web.user_evaluations.routes import ONE, routes

_POINT = f"{ONE}/points/<int:point_id>"


@routes.page(f"{ONE}/findings/<int:finding_id>/points/new", access=Permission.EVALUATE, methods=("GET", "POST"))
def new_point(evaluation_id: int, finding_id: int) -> ResponseReturnValue:
    """Write down what was agreed about a finding."""
    access = team_access()
    row, finding = finding_of(access, evaluation_id, finding_id)
    form = PointForm()
    form.responsible.offer(people_to_choose(access, None))
    if form.accepted():
        with form.refusing():
            points_service.add_point(access, row, finding, form.facts(), submission=form.submission.data or "")
            flash(_("Punktet er lagret."), "done")
            return redirect(f"{findings_address(access, row)}#funn-{finding.id}")
    return _page(access, row, form, _("Nytt punkt"), finding.sentence)


@routes.page(f"{_POINT}/edit", access=Permission.EVALUATE, methods=("GET", "POST"))
def edit_point(evaluation_id: int, point_id: int) -> ResponseReturnValue:
    """Change what was agreed, or who sees to it."""
    access = team_access()
    row, point = _point_of(access, evaluation_id, point_id)
    form = PointForm(text=point.text, goes_on=not point.is_new, responsible=point.responsible_id)
    form.responsible.offer(people_to_choose(access, point.responsible))
    back = findings_address(access, row)
    form.edits(point, name=point.text, back=back)
    if form.accepted():
        with form.refusing():
            points_service.change_point(access, point, form.facts())
            flash(form.saved(_("Punktet er lagret.")), "done")
            return redirect(f"{back}#funn-{point.finding_id}")
    return _page(access, row, form, _("Endre punktet"), row.title, point)


@routes.page(f"{_POINT}/remove", access=Permission.EVALUATE, methods=("GET", "POST"))
def remove_point(evaluation_id: int, point_id: int) -> ResponseReturnValue:
    """Ask, then remove a point that was written down by mistake."""
    access = team_access()
    row, point = _point_of(access, evaluation_id, point_id)
    back = findings_address(access, row)
    if request.method == "POST":
        points_service.remove_point(access, point)
        flash(_("Punktet er fjernet."), "done")
        return redirect(back)
    question = Confirmation(
        heading=_("Fjern punktet?"),
        about=point.text,
        consequences=(
            _("Fjern bare det som er skrevet ned ved en feil. Ble det ikke gjort, er «Ikke gjort» og hvorfor riktig."),
            _("Et tiltak eller en hindring som punktet ble til, blir stående."),
        ),
        does=_("Fjern punktet"),
        action=url_for("user_evaluations.remove_point", team=access.team.slug, evaluation_id=row.id, point_id=point.id),
        keep=_("Behold det"),
        back=back,
        above=((row.title, links().user_evaluation(access.team.slug, row.id)), (_("Funn og dialogmøte"), back)),
        crumb=_("Fjern"),
    )
    return ask(access.team, question)


@routes.page(f"{_POINT}/follow-up", access=Permission.EVALUATE, methods=("GET", "POST"))
def follow_up(evaluation_id: int, point_id: int) -> ResponseReturnValue:
    """Say what has become of a point: done, in progress, or not done and why."""
    access = team_access()
    row, point = _point_of(access, evaluation_id, point_id)
    form = FollowUpForm(verdict=point.verdict, why=point.verdict_why)
    back = links().user_evaluation(access.team.slug, row.id)
    form.edits(point, name=point.text, back=back)
    if form.accepted():
        with form.refusing():
            points_service.look_at(access, row, point, form.verdict.data, why=form.why.data or "")
            flash(form.saved(_("Lagret: hva det ble til.")), "done")
            return redirect(f"{back}#points")
    page = render_template(
        "user_evaluations/follow_up.html",
        access=access,
        team=access.team,
        evaluation=row,
        form=form,
        point=point,
        back=back,
    )
    return page, form.status


def _point_of(access: TeamAccess, evaluation_id: int, point_id: int) -> tuple[UserEvaluation, DialoguePoint]:
    row, point = access.one(UserEvaluation, evaluation_id), access.one(DialoguePoint, point_id)
    if point.evaluation_id != row.id:
        raise NotFoundError("point")
    return row, point


def _page(
    access: TeamAccess,
    row: UserEvaluation,
    form: PointForm,
    heading: str,
    about: str,
    point: DialoguePoint | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "user_evaluations/point_form.html",
        access=access,
        team=access.team,
        evaluation=row,
        form=form,
        heading=heading,
        about=about,
        point=point,
        home=links().user_evaluation(access.team.slug, row.id),
        back=findings_address(access, row),
    )
    return page, form.status
