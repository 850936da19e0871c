"""Small tests (PDSA): the list as ramps, one test in its four blocks, and the forms."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.improvement import Decision, Intervention, PdsaCycle
from tracker.models.measures import Measure
from tracker.services.answers.chain.ties import about_named, tie
from tracker.services.improvement import interventions, pdsa
from tracker.web.components.chain import asked_for, chain_address
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.improvement.pdsa_forms import PdsaForm, PdsaPlanForm
from tracker.web.improvement.routes import routes

_PLAN = ("title", "plan", "prediction", "started_on")
_REST = ("did", "ended_on", "studied", "decision", "decided_why")


@routes.page("/teams/<team>/tests", access=Permission.READ)
def tests() -> ResponseReturnValue:
    """List the team's ideas as ramps of cycles, the one worked on last first."""
    access = team_access()
    return render_template(
        "improvement/tests.html",
        access=access,
        team=access.team,
        ramps=pdsa.ramps(pdsa.tests(access)),
        may_improve=access.may(Permission.IMPROVE),
    )


@routes.page("/teams/<team>/tests/new", access=Permission.IMPROVE, methods=("GET", "POST"))
def new_test() -> ResponseReturnValue:
    """Start a test; `?follows=` makes the next cycle of one, with its text, `?intervention=` and `?measure=` choose.

    `?answer=` and `?theme=` tie it to what patients answered.
    """
    access = team_access()
    about = about_named(access, answer=query.slug("answer"), theme=query.slug("theme"))
    follows_id = query.row_id("follows")
    follows = None if follows_id is None else access.one(PdsaCycle, follows_id)
    form = PdsaPlanForm(**_beforehand(access, follows))
    _offer(access, form, follows)
    if form.accepted():
        with form.refusing():
            row = pdsa.start_test(access, form.cycle(), submission=form.submission.data or "", follows=follows)
            flash(_("Testen er lagret."), "done")
            if about is not None:
                tie(access, about, row)
                return redirect(chain_address(access, about))
            return redirect(url_for("improvement.test", team=access.team.slug, test_id=row.id))
    action = url_for("improvement.new_test", team=access.team.slug, follows=follows_id, **asked_for(about))
    page = render_template(
        "improvement/test_form.html", team=access.team, form=form, action=action, row=None, follows=follows
    )
    return page, form.status


@routes.page("/teams/<team>/tests/<int:test_id>", access=Permission.READ)
def test(test_id: int) -> ResponseReturnValue:
    """Show one test in its four blocks, and where it stands in its ramp."""
    access = team_access()
    row = access.one(PdsaCycle, test_id)
    return render_template(
        "improvement/test.html",
        team=access.team,
        row=row,
        ramp=pdsa.ramp_of(row, pdsa.tests(access)),
        measure=None if row.measure_id is None else access.one(Measure, row.measure_id),
        intervention=None if row.intervention_id is None else access.one(Intervention, row.intervention_id),
        adapts=row.decision is Decision.ADAPT,
        adopts=row.decision is Decision.ADOPT,
        may_improve=access.may(Permission.IMPROVE),
    )


@routes.page("/teams/<team>/tests/<int:test_id>/edit", access=Permission.IMPROVE, methods=("GET", "POST"))
def edit_test(test_id: int) -> ResponseReturnValue:
    """Write down what was done, seen and decided."""
    access = team_access()
    row = access.one(PdsaCycle, test_id)
    form = PdsaForm(
        **{name: getattr(row, name) for name in (*_PLAN, *_REST)},
        measure=row.measure_id,
        intervention=row.intervention_id,
    )
    _offer(access, form, row)
    form.edits(row, name=row.title, back=url_for("improvement.test", team=access.team.slug, test_id=row.id))
    if form.accepted():
        with form.refusing():
            pdsa.change_test(access, row, form.cycle())
            flash(form.saved(_("Testen er lagret.")), "done")
            return redirect(url_for("improvement.test", team=access.team.slug, test_id=row.id))
    action = url_for("improvement.edit_test", team=access.team.slug, test_id=row.id)
    page = render_template(
        "improvement/test_form.html", team=access.team, form=form, action=action, row=row, follows=None
    )
    return page, form.status


def _beforehand(access: TeamAccess, follows: PdsaCycle | None) -> dict[str, object]:
    """Return what a new form holds before anyone types: the text of the cycle it follows, or what the address names."""
    if follows is None:
        return {
            "started_on": access.today,
            "measure": query.row_id("measure"),
            "intervention": query.row_id("intervention"),
        }
    return {
        "title": follows.title,
        "plan": follows.plan,
        "prediction": follows.prediction,
        "started_on": access.today,
        "measure": follows.measure_id,
        "intervention": follows.intervention_id,
    }


def _offer(access: TeamAccess, form: PdsaPlanForm, row: PdsaCycle | None) -> None:
    """Put the team's measures and interventions on the form's lists; an archived measure stays where it is chosen."""
    measures: list[Measure] = list(access.measures())
    if row is not None and row.measure_id is not None and row.measure_id not in {each.id for each in measures}:
        measures.append(access.one(Measure, row.measure_id))
    rows: list[Intervention] = list(interventions.interventions(access))
    form.measure.offer([(measure.id, measure.name) for measure in measures])
    form.intervention.offer([(each.id, each.title) for each in rows])
