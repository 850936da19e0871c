"""Pages of a measure's plan: write it down, change it, put it away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Direction, PeriodKind
from tracker.models.measures import CatalogueMeasure, Measure, MeasureKind, ValueKind
from tracker.services.measures import library, measures
from tracker.services.measures import plan as plan_service
from tracker.views.labels import label
from tracker.views.measures.edge import LONGER
from tracker.views.measures.plan import plan_sentence
from tracker.views.measures.plan_sample import plan_sample
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import language, locale
from tracker.web.core.links import links
from tracker.web.core.transactions import refuse_changes
from tracker.web.measures.plan_form import PlanForm, from_library, typed_plan
from tracker.web.measures.routes import routes

_BESIDE = ("between", "misses", "longer")
"""What an address may ask of a new measure that begins with one the team has."""


@routes.page("/teams/<team>/measures/new/blank", access=Permission.DEFINE, methods=("GET", "POST"))
def new_measure() -> ResponseReturnValue:
    """Write down a new measure: `?from=` copies one of the library; the others begin with a measure the team has.

    `?between=` asks for the days between its events, `?misses=` for how many go well between two that do not, and
    `?longer=` counts the same in longer periods.
    """
    access = team_access()
    key, beside = query.slug("from"), _beside()
    ready = library.ready_measure(access, key, language()) if key else None
    form = PlanForm(**_beforehand(access, ready, beside))
    if not _previews() and form.accepted():
        catalogue: CatalogueMeasure | None = ready.row if ready else None
        with form.refusing():
            row = measures.define_measure(
                access, form.plan(), catalogue=catalogue, submission=form.submission.data or ""
            )
            flash(_("Indikatoren er lagret."), "done")
            return redirect(links().measure(access.team.slug, row))
    back = url_for("measures.choose_measure", team=access.team.slug)
    chosen: dict[str, Any] = {"from": key, **beside}
    action = url_for("measures.new_measure", team=access.team.slug, **chosen)
    return _form_page(access, form, action=action, back=back, ready=ready)


@routes.page("/teams/<team>/measures/<int:measure_id>/edit", access=Permission.DEFINE, methods=("GET", "POST"))
def edit_measure(measure_id: int) -> ResponseReturnValue:
    """Change a measure's plan; what held before stays in its history."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    fixed = measures.has_numbers(access, measure)
    form = PlanForm(measure=measure, fixed=fixed, **typed_plan(plan_service.plan_of(measure)))
    is_put_away = measure.archived_at is not None
    form.edits(measure, name=measure.name, back=links().measure(access.team.slug, measure), is_put_away=is_put_away)
    if not _previews() and form.accepted():
        with form.refusing():
            measures.change_measure(access, measure, form.plan(), reworded=form.reworded(access.today))
            flash(form.saved(_("Måleplanen er lagret.")), "done")
            return redirect(links().measure(access.team.slug, measure))
    action = url_for("measures.edit_measure", team=access.team.slug, measure_id=measure.id)
    return _form_page(access, form, action=action, back=links().measure(access.team.slug, measure), measure=measure)


@routes.page("/teams/<team>/measures/<int:measure_id>/archive", access=Permission.DEFINE, methods=("GET", "POST"))
def archive_measure(measure_id: int) -> ResponseReturnValue:
    """Ask, and put a measure away."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    if request.method == "POST":
        measures.archive(access, measure)
        flash(_("Indikatoren er arkivert. Tallene er der fortsatt."), "done")
        return redirect(links().measure(access.team.slug, measure))
    back = links().measure(access.team.slug, measure)
    question = Confirmation(
        heading=_("Arkiver indikatoren?"),
        about=measure.name,
        consequences=(
            _(
                "Den registreres ikke lenger, og vises ikke sammen med de andre. "
                "Tallene blir liggende, og den kan tas i bruk igjen."
            ),
        ),
        does=_("Arkiver"),
        action=url_for("measures.archive_measure", team=access.team.slug, measure_id=measure.id),
        keep=_("Avbryt"),
        back=back,
        above=((measure.name, back),),
    )
    return ask(access.team, question)


@routes.page("/teams/<team>/measures/<int:measure_id>/restore", access=Permission.DEFINE, methods=("POST",))
def restore_measure(measure_id: int) -> ResponseReturnValue:
    """Take a measure into use again."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    measures.restore(access, measure)
    flash(_("Indikatoren er i bruk igjen."), "done")
    return redirect(links().measure(access.team.slug, measure))


def _previews() -> bool:
    """Return whether only the sentence and the sample are asked for: nothing is stored, and nothing is refused."""
    asked = request.method == "POST" and query.is_pressed("preview")
    if asked:
        refuse_changes()
    return asked


def _beside() -> dict[str, int]:
    """Return which measure of the team's the new one begins with, by what is to be measured beside it."""
    asked = [(name, query.row_id(name)) for name in _BESIDE]
    return dict([(name, measure_id) for name, measure_id in asked if measure_id is not None][:1])


def _beforehand(access: TeamAccess, ready: library.Ready | None, beside: dict[str, int]) -> dict[str, Any]:
    """Return the first values of a new plan."""
    if ready is not None:
        return from_library(ready)
    if not beside:
        return {}
    [(asked, measure_id)] = beside.items()
    measure = access.one(Measure, measure_id)
    plan = plan_service.plan_of(measure)
    if asked == "longer":
        longer = LONGER.get(plan.period_kind, plan.period_kind)
        name = _("%(name)s, %(period)s", name=measure.name, period=label(longer, locale()).lower())
        return typed_plan(replace(plan, name=name[:200], period_kind=longer))
    if asked == "misses":
        return {
            "name": _("Antall mellom hver glipp: %(name)s", name=measure.name)[:200],
            "kind": measure.kind,
            "value_kind": ValueKind.OPPORTUNITIES_BETWEEN,
            "exclusions": plan.exclusions,
            "direction": Direction.HIGHER,
            "period_kind": PeriodKind.DAY,
            "unit": measure.unit,
        }
    return {
        "name": _("Dager mellom: %(name)s", name=measure.name)[:200],
        "kind": MeasureKind.OUTCOME,
        "value_kind": ValueKind.DAYS_BETWEEN,
        "numerator": plan.numerator,
        "exclusions": plan.exclusions,
        "direction": Direction.HIGHER,
        "period_kind": PeriodKind.DAY,
        "unit": _("dager"),
    }


def _form_page(
    access: TeamAccess,
    form: PlanForm,
    *,
    action: str,
    back: str,
    ready: library.Ready | None = None,
    measure: Measure | None = None,
) -> ResponseReturnValue:
    plan = form.plan()
    page = render_template(
        "measures/plan.html",
        team=access.team,
        form=form,
        action=action,
        back=back,
        ready=ready,
        measure=measure,
        sentence=plan_sentence(plan, locale()),
        sample=plan_sample(plan, locale()),
    )
    return page, form.status
