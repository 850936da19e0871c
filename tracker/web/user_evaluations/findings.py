"""What an evaluation found: the list with what was agreed, and the forms that write a finding down."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.user_evaluations import Finding, FindingState, UserEvaluation
from tracker.services.user_evaluations import findings as findings_service
from tracker.views.user_evaluations.page import evaluation_page
from tracker.views.user_evaluations.words import theme_words
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core.frame import by_name
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.user_evaluations.forms import FindingForm
from tracker.web.user_evaluations.routes import ONE, routes


@routes.page(f"{ONE}/findings", access=Permission.READ_EVALUATIONS)
def findings(evaluation_id: int) -> ResponseReturnValue:
    """Show each finding, what was agreed about it, and what it became."""
    access = team_access()
    row = access.one(UserEvaluation, evaluation_id)
    return render_template(
        "user_evaluations/findings.html",
        access=access,
        team=access.team,
        back=links().user_evaluation(access.team.slug, row.id),
        may_evaluate=access.may(Permission.EVALUATE),
        may_improve=access.may(Permission.IMPROVE),
        may_read_guide=access.may(Permission.READ_GUIDE),
        **by_name(evaluation_page(access, row, locale(), links())),
    )


@routes.page(f"{ONE}/findings/new", access=Permission.EVALUATE, methods=("GET", "POST"))
def new_finding(evaluation_id: int) -> ResponseReturnValue:
    """Write down a finding."""
    access = team_access()
    row = access.one(UserEvaluation, evaluation_id)
    form = FindingForm(state=FindingState.PRELIMINARY)
    if form.accepted():
        with form.refusing():
            made = findings_service.add_finding(access, row, form.facts(), submission=form.submission.data or "")
            flash(_("Funnet er lagret."), "done")
            return redirect(f"{findings_address(access, row)}#funn-{made.id}")
    return _page(access, row, form, _("Nytt funn"))


@routes.page(f"{ONE}/findings/<int:finding_id>/edit", access=Permission.EVALUATE, methods=("GET", "POST"))
def edit_finding(evaluation_id: int, finding_id: int) -> ResponseReturnValue:
    """Change a finding."""
    access = team_access()
    row, finding = finding_of(access, evaluation_id, finding_id)
    form = FindingForm(
        theme=finding.theme,
        own_theme=finding.own_theme,
        sentence=finding.sentence,
        persons=finding.persons,
        state=finding.state,
    )
    form.edits(
        finding,
        name=theme_words(finding, locale()),
        back=findings_address(access, row),
        anew=url_for("user_evaluations.new_finding", team=access.team.slug, evaluation_id=row.id),
    )
    if form.accepted():
        with form.refusing():
            findings_service.change_finding(access, finding, row, form.facts())
            flash(form.saved(_("Funnet er lagret.")), "done")
            return redirect(f"{findings_address(access, row)}#funn-{finding.id}")
    return _page(access, row, form, _("Endre funnet"), finding)


@routes.page(f"{ONE}/findings/<int:finding_id>/remove", access=Permission.EVALUATE, methods=("GET", "POST"))
def remove_finding(evaluation_id: int, finding_id: int) -> ResponseReturnValue:
    """Ask, then remove a finding that was written down by mistake."""
    access = team_access()
    row, finding = finding_of(access, evaluation_id, finding_id)
    back = findings_address(access, row)
    if request.method == "POST":
        findings_service.remove_finding(access, finding, title=row.title)
        flash(_("Funnet er fjernet."), "done")
        return redirect(back)
    question = Confirmation(
        heading=_("Fjern funnet?"),
        about=theme_words(finding, locale()),
        consequences=(
            _("Punktene om funnet forsvinner med det. Tiltak og hindringer som de ble til, blir stående."),
            _("Endringsloggen husker hva som sto her."),
        ),
        does=_("Fjern funnet"),
        action=url_for(
            "user_evaluations.remove_finding", team=access.team.slug, evaluation_id=row.id, finding_id=finding.id
        ),
        keep=_("Behold det"),
        back=back,
        above=((row.title, links().user_evaluation(access.team.slug, row.id)), (_("Funn og dialogmøte"), back)),
        crumb=_("Fjern"),
    )
    return ask(access.team, question)


def finding_of(access: TeamAccess, evaluation_id: int, finding_id: int) -> tuple[UserEvaluation, Finding]:
    """Return an evaluation and one of its findings.

    Raises:
        NotFoundError: there is no such finding in it.
    """
    row, finding = access.one(UserEvaluation, evaluation_id), access.one(Finding, finding_id)
    if finding.evaluation_id != row.id:
        raise NotFoundError("finding")
    return row, finding


def findings_address(access: TeamAccess, row: UserEvaluation) -> str:
    """Return where the findings of an evaluation stand."""
    return url_for("user_evaluations.findings", team=access.team.slug, evaluation_id=row.id)


def _page(
    access: TeamAccess, row: UserEvaluation, form: FindingForm, heading: str, finding: Finding | None = None
) -> ResponseReturnValue:
    page = render_template(
        "user_evaluations/finding_form.html",
        access=access,
        team=access.team,
        evaluation=row,
        form=form,
        heading=heading,
        finding=finding,
        home=links().user_evaluation(access.team.slug, row.id),
        back=findings_address(access, row),
    )
    return page, form.status
