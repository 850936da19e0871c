"""Pages of a measure's phases: begin one, or join it with the one before."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period, PeriodKind
from tracker.models.improvement import InterventionState
from tracker.models.measurements import Phase
from tracker.models.measures import Measure
from tracker.services.improvement import interventions
from tracker.services.measurements import phases
from tracker.services.measurements.flags import FlagSubject, TeamFlag
from tracker.views.measures.measure import measure_view
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.measurements.phase_form import PhaseForm, phase_form
from tracker.web.measurements.routes import routes

_NEAR = 12
"""Periods within which an intervention is proposed as the one that started the phase."""

EXAMPLES = {
    PeriodKind.DAY: "22.11.2026",
    PeriodKind.WEEK: "45/2026",
    PeriodKind.FORTNIGHT: "23/2026",
    PeriodKind.MONTH: "3/2026",
    PeriodKind.TERTIAL: "2/2026",
    PeriodKind.QUARTER: "3/2026",
    PeriodKind.YEAR: "2026",
}
"""How a period of each kind may be typed."""


@routes.page(
    "/teams/<team>/measures/<int:measure_id>/phases/new", access=Permission.DECIDE_PHASE, methods=("GET", "POST")
)
def new_phase(measure_id: int) -> ResponseReturnValue:
    """Begin a phase; `?starts=` (a day) is where the program proposes it. A person decides."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    sight = measure_view(access, measure, locale(), links())
    form = phase_form(measure, today=access.today, **_beforehand(measure, sight.own))
    begun = [row for row in interventions.interventions(access) if row.state is not InterventionState.IDEA]
    form.intervention.offer([(row.id, f"{row.flag} {row.title}") for row in begun])
    if form.accepted():
        with form.refusing():
            _begin(access, measure, form)
            flash(_("Den nye fasen er lagret."), "done")
            return redirect(links().measure(access.team.slug, measure))
    page = render_template(
        "measurements/new_phase.html",
        team=access.team,
        measure=measure,
        form=form,
        drawn=sight.drawn,
        back=links().measure(access.team.slug, measure),
        example=EXAMPLES[measure.period_kind],
    )
    return page, form.status


@routes.page(
    "/teams/<team>/measures/<int:measure_id>/phases/<int:phase_id>/remove",
    access=Permission.DECIDE_PHASE,
    methods=("GET", "POST"),
)
def remove_phase(measure_id: int, phase_id: int) -> ResponseReturnValue:
    """Ask, and join a phase with the one before it."""
    access = team_access()
    measure, phase = access.one(Measure, measure_id), access.one(Phase, phase_id)
    _hold_together(measure, phase)
    if request.method == "POST":
        phases.remove_phase(access, measure, phase)
        flash(_("Fasen er fjernet."), "done")
        return redirect(links().measure(access.team.slug, measure))
    back, since = links().measure(access.team.slug, measure), Period.containing(measure.period_kind, phase.starts_on)
    question = Confirmation(
        heading=_("Fjern fasen?"),
        about=measure.name,
        consequences=(
            _(
                "Fasen «%(name)s» fra %(period)s blir en del av den forrige, og medianen regnes ut på nytt. "
                "Endringsloggen husker den.",
                name=phase.name,
                period=locale().period(since, year=True),
            ),
        ),
        does=_("Fjern fasen"),
        action=url_for("measurements.remove_phase", team=access.team.slug, measure_id=measure.id, phase_id=phase.id),
        keep=_("Avbryt"),
        back=back,
        above=((measure.name, back),),
    )
    return ask(access.team, question)


def _begin(access: TeamAccess, measure: Measure, form: PhaseForm) -> None:
    baseline = form.baseline_points.data
    phases.begin_phase(
        access,
        measure,
        period=form.starts.data,
        name=form.name.data or "",
        reason=form.reason.data or "",
        baseline_points=int(baseline) if baseline else None,
        intervention_id=form.intervention.data,
    )


def _beforehand(measure: Measure, flags: list[TeamFlag]) -> dict[str, Any]:
    """Return what is proposed: the period, and the intervention nearest before it with its name."""
    day = query.day("starts")
    if day is None:
        return {}
    period = Period.containing(measure.period_kind, day)
    before = [flag for flag in flags if flag.subject is FlagSubject.INTERVENTION and flag.on <= period.stop]
    near = before[-1] if before else None
    if near is None or Period.containing(period.kind, near.on).steps_to(period) > _NEAR:
        return {"starts": period}
    return {"starts": period, "intervention": near.row_id, "name": near.title[:60]}


def _hold_together(measure: Measure, phase: Phase) -> None:
    if phase.measure_id != measure.id:
        raise NotFoundError(Phase.__tablename__)
