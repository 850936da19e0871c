"""The intervention log: list, one intervention, and the forms that write it down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.improvement import Claim, Driver, Goal, Intervention, InterventionState, Level, PdsaCycle
from tracker.models.user_evaluations import DialoguePoint
from tracker.services.answers.chain.ties import about_named, tie
from tracker.services.improvement import drivers as drivers_service
from tracker.services.improvement import interventions as interventions_service
from tracker.services.improvement import pdsa
from tracker.services.user_evaluations.points import agreed_for, tie_point
from tracker.views.improvement.planned_start import planned_start
from tracker.web.components.chain import asked_for, chain_address
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.improvement.intervention_form import InterventionForm
from tracker.web.improvement.routes import routes


@routes.page("/teams/<team>/interventions", access=Permission.READ)
def interventions() -> ResponseReturnValue:
    """List what the team does differently, the latest first, and the ideas below."""
    access = team_access()
    rows = interventions_service.interventions(access)
    return render_template(
        "improvement/interventions.html",
        access=access,
        team=access.team,
        begun=[row for row in rows if row.state is not InterventionState.IDEA],
        ideas=interventions_service.planned_first(rows),
        plan_words=_plan_words(access),
        origins=interventions_service.origins(access),
        voiced=interventions_service.from_answers(access),
        may_improve=access.may(Permission.IMPROVE),
    )


@routes.page("/teams/<team>/interventions/new", access=Permission.IMPROVE, methods=("GET", "POST"))
def new_intervention() -> ResponseReturnValue:
    """Log an intervention; `?test=` makes it from a test, `?driver=` and `?measure=` choose those beforehand.

    `?answer=` and `?theme=` tie it to what patients answered, `?point=` to what was agreed in a dialogue meeting.
    """
    access = team_access()
    about = about_named(access, answer=query.slug("answer"), theme=query.slug("theme"))
    point_id = query.row_id("point")
    point = None if point_id is None else access.one(DialoguePoint, point_id)
    test_id = query.row_id("test")
    from_test = None if test_id is None else access.one(PdsaCycle, test_id)
    form = InterventionForm(**_beforehand(access, from_test, point, is_idea=about is not None))
    _offer(access, form)
    if form.accepted():
        with form.refusing():
            row = interventions_service.log_intervention(
                access, form.intent(), submission=form.submission.data or "", from_test=from_test
            )
            if point is not None:
                tie_point(access, point, row)
            flash(_("Tiltaket er lagret."), "done")
            if about is not None:
                tie(access, about, row)
                return redirect(chain_address(access, about))
            if point is not None:
                return redirect(links().user_evaluation(access.team.slug, point.evaluation_id))
            return redirect(url_for("improvement.intervention", team=access.team.slug, intervention_id=row.id))
    action = url_for(
        "improvement.new_intervention", team=access.team.slug, test=test_id, point=point_id, **asked_for(about)
    )
    return _form_page(access, form, action=action, from_test=from_test)


@routes.page("/teams/<team>/interventions/<int:intervention_id>", access=Permission.READ)
def intervention(intervention_id: int) -> ResponseReturnValue:
    """Show one intervention: how far it has come, what it touches, and the tests behind it."""
    access = team_access()
    row = access.one(Intervention, intervention_id)
    driver = None if row.driver_id is None else access.one(Driver, row.driver_id)
    return render_template(
        "improvement/intervention.html",
        team=access.team,
        row=row,
        voiced=row.id in interventions_service.from_answers(access),
        agreed=agreed_for(access, row),
        driver=driver,
        goal=None if driver is None else access.one(Goal, driver.goal_id),
        cycles=[cycle for cycle in pdsa.tests(access) if cycle.intervention_id == row.id],
        plan_words=_plan_words(access),
        may_improve=access.may(Permission.IMPROVE),
    )


@routes.page(
    "/teams/<team>/interventions/<int:intervention_id>/edit", access=Permission.IMPROVE, methods=("GET", "POST")
)
def edit_intervention(intervention_id: int) -> ResponseReturnValue:
    """Change an intervention, or end it; `?state=` opens the form with `ended` or `implemented` chosen."""
    access = team_access()
    row = access.one(Intervention, intervention_id)
    ends = (
        query.member(InterventionState, "state") is InterventionState.ENDED and row.state is not InterventionState.ENDED
    )
    form = InterventionForm(
        **{name: getattr(row, name) for name in ("title", "text", "state", "level", "claim", "started_on")}
        | {"with_representatives": row.with_representatives, "with_organisations": row.with_organisations}
        | {"ended_on": row.ended_on, "ended_why": row.ended_why, "driver": row.driver_id}
        | {"measures": [measure.id for measure in row.measures]}
    )
    _offer(access, form, row)
    form.edits(
        row,
        name=row.title,
        back=url_for("improvement.intervention", team=access.team.slug, intervention_id=row.id),
        anew=url_for("improvement.new_intervention", team=access.team.slug),
    )
    if ends:
        form.propose(state=InterventionState.ENDED, ended_on=access.today)
    elif query.member(InterventionState, "state") is InterventionState.IMPLEMENTED:
        form.propose(state=InterventionState.IMPLEMENTED)
    if form.accepted():
        with form.refusing():
            interventions_service.change_intervention(access, row, form.intent())
            flash(form.saved(_("Tiltaket er lagret.")), "done")
            return redirect(url_for("improvement.intervention", team=access.team.slug, intervention_id=row.id))
    action = url_for("improvement.edit_intervention", team=access.team.slug, intervention_id=row.id)
    return _form_page(access, form, action=action, row=row)


@routes.page("/teams/<team>/interventions/<int:intervention_id>/reopen", access=Permission.IMPROVE, methods=("POST",))
def reopen_intervention(intervention_id: int) -> ResponseReturnValue:
    """Take an ended intervention up again."""
    access = team_access()
    row = access.one(Intervention, intervention_id)
    interventions_service.reopen_intervention(access, row)
    flash(_("Tiltaket er tatt opp igjen og står som «Testes»."), "done")
    return redirect(url_for("improvement.intervention", team=access.team.slug, intervention_id=row.id))


@routes.page(
    "/teams/<team>/interventions/<int:intervention_id>/remove", access=Permission.IMPROVE, methods=("GET", "POST")
)
def remove_intervention(intervention_id: int) -> ResponseReturnValue:
    """Ask, then remove an intervention that was logged by mistake."""
    access = team_access()
    row = access.one(Intervention, intervention_id)
    if request.method == "POST":
        interventions_service.remove_intervention(access, row)
        flash(_("Tiltaket er fjernet. Endringsloggen husker hva som sto der."), "done")
        return redirect(url_for("improvement.interventions", team=access.team.slug))
    team = access.team.slug
    back = url_for("improvement.intervention", team=team, intervention_id=row.id)
    question = Confirmation(
        heading=_("Fjern tiltaket?"),
        about=row.title,
        consequences=(
            _(
                "Fjern bare det som er registrert ved en feil. Flagget forsvinner fra diagrammene, og nummeret "
                "brukes ikke på nytt. Endringsloggen husker hva som sto der."
            ),
            _("Er tiltaket prøvd og gitt opp? Da avslutter dere det i stedet, så ser andre hva som ikke virket."),
        ),
        does=_("Fjern tiltaket"),
        action=url_for("improvement.remove_intervention", team=team, intervention_id=row.id),
        keep=_("Behold det"),
        back=back,
        above=((_("Våre tiltak"), url_for("improvement.interventions", team=team)), (row.title, back)),
        crumb=_("Fjern"),
    )
    return ask(access.team, question)


def _form_page(
    access: TeamAccess,
    form: InterventionForm,
    *,
    action: str,
    row: Intervention | None = None,
    from_test: PdsaCycle | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "improvement/intervention_form.html",
        team=access.team,
        form=form,
        action=action,
        row=row,
        from_test=from_test,
        may_define=access.may(Permission.DEFINE),
    )
    return page, form.status


def _beforehand(
    access: TeamAccess, from_test: PdsaCycle | None, point: DialoguePoint | None, *, is_idea: bool
) -> dict[str, object]:
    """Return what a new form holds before anyone types: of the test or point it comes from, and of the address."""
    given: dict[str, object] = {
        "state": InterventionState.IDEA if is_idea else InterventionState.TESTING,
        "level": Level.SERVICE,
        "claim": Claim.HYPOTHESIS,
        "driver": query.row_id("driver"),
        "measures": query.row_ids("measure"),
        "started_on": None if is_idea else access.today,
    }
    if point is not None:
        given["title"] = point.text
    if from_test is not None:
        given |= {
            "title": from_test.title,
            "state": InterventionState.IMPLEMENTED,
            "started_on": access.today,
            "claim": Claim.LOCAL_EXPERIENCE,
            "text": from_test.plan[:400],
            "measures": [] if from_test.measure_id is None else [from_test.measure_id],
        }
    return given


def _offer(access: TeamAccess, form: InterventionForm, row: Intervention | None = None) -> None:
    """Put the team's measures and drivers on the form's lists; what is archived or closed stays where it is chosen."""
    measures = list(access.measures())
    drivers = {driver.id: f"{driver.title} ({goal})" for driver, goal in drivers_service.every_driver(access)}
    if row is not None:
        measures += [measure for measure in row.measures if measure.archived_at is not None]
        if row.driver_id is not None and row.driver_id not in drivers:
            drivers[row.driver_id] = access.one(Driver, row.driver_id).title
    form.measures.offer([(measure.id, measure.name) for measure in measures])
    form.driver.offer(list(drivers.items()))


def _plan_words(access: TeamAccess) -> Callable[[date], str]:
    """Return what is said of the day an idea is planned to begin, so that pages need not know what day it is."""
    return partial(planned_start, today=access.today, locale=locale())
