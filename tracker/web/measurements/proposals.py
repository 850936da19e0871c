"""Pages of proposed phases: propose one, make it a phase of the team, or decline it with a word."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period
from tracker.models.measurements import ProposedPhase
from tracker.models.measures import Measure
from tracker.services.measurements import proposals
from tracker.views.measures.measure import measure_view
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.measurements.phase_form import AcceptPhaseForm, DeclineForm, proposal_form
from tracker.web.measurements.phases import EXAMPLES
from tracker.web.measurements.routes import routes


@routes.page(
    "/teams/<team>/measures/<int:measure_id>/phases/propose", access=Permission.PROPOSE, methods=("GET", "POST")
)
def propose_phase(measure_id: int) -> ResponseReturnValue:
    """Propose a phase to the team; `?starts=` (a day) is where the program would begin it."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    day = query.day("starts")
    beforehand = {} if day is None else {"starts": Period.containing(measure.period_kind, day)}
    form = proposal_form(measure, today=access.today, **beforehand)
    back = links().measure(access.team.slug, measure)
    if form.accepted():
        with form.refusing():
            proposals.propose_phase(
                access,
                measure,
                period=form.starts.data,
                name=form.name.data or "",
                reason=form.reason.data or "",
                submission=form.submission.data or "",
            )
            flash(_("Fasen er foreslått. Teamlederen bestemmer."), "done")
            return redirect(back)
    sight = measure_view(access, measure, locale(), links())
    page = render_template(
        "measurements/propose_phase.html",
        team=access.team,
        measure=measure,
        form=form,
        drawn=sight.drawn,
        back=back,
        example=EXAMPLES[measure.period_kind],
    )
    return page, form.status


@routes.page(
    "/teams/<team>/measures/<int:measure_id>/phases/proposals/<int:proposal_id>",
    access=Permission.DECIDE_PHASE,
    methods=("GET", "POST"),
)
def proposal(measure_id: int, proposal_id: int) -> ResponseReturnValue:
    """Make what is proposed a phase of the team."""
    access = team_access()
    measure, row = _rows(access, measure_id, proposal_id)
    form = AcceptPhaseForm(name=row.name, reason=row.reason)
    back = links().measure(access.team.slug, measure)
    if form.accepted():
        with form.refusing():
            proposals.accept_proposal(access, measure, row, name=form.name.data or "", reason=form.reason.data or "")
            flash(_("Den nye fasen er lagret."), "done")
            return redirect(back)
    drawn = measure_view(access, measure, locale(), links()).drawn
    page = render_template("measurements/proposal.html", form=form, drawn=drawn, **_shown(access, measure, row, back))
    return page, form.status


@routes.page(
    "/teams/<team>/measures/<int:measure_id>/phases/proposals/<int:proposal_id>/decline",
    access=Permission.DECIDE_PHASE,
    methods=("GET", "POST"),
)
def decline_proposal(measure_id: int, proposal_id: int) -> ResponseReturnValue:
    """Decline what is proposed, with a word."""
    access = team_access()
    measure, row = _rows(access, measure_id, proposal_id)
    form = DeclineForm()
    back = links().measure(access.team.slug, measure)
    if form.accepted():
        with form.refusing():
            proposals.decline_proposal(access, measure, row, answer=form.answer.data or "")
            flash(_("Svaret er lagret, og den som foreslo fasen, får vite det."), "done")
            return redirect(back)
    page = render_template("measurements/decline_proposal.html", form=form, **_shown(access, measure, row, back))
    return page, form.status


def _rows(access: TeamAccess, measure_id: int, proposal_id: int) -> tuple[Measure, ProposedPhase]:
    measure, row = access.one(Measure, measure_id), access.one(ProposedPhase, proposal_id)
    if row.measure_id != measure.id:
        raise NotFoundError(ProposedPhase.__tablename__)
    return measure, row


def _shown(access: TeamAccess, measure: Measure, row: ProposedPhase, back: str) -> dict[str, Any]:
    since = Period.containing(measure.period_kind, row.starts_on)
    return {
        "team": access.team,
        "measure": measure,
        "row": row,
        "since": locale().period(since, year=True),
        "back": back,
    }
