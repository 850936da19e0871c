"""A period that runs: say that it is done, or take that back."""

from __future__ import annotations

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.charts.words.nouns import nouns
from tracker.models.measures import Measure
from tracker.services.measurements import finish as finish_service
from tracker.text.locale import capital
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.measurements.exclusions import period_of
from tracker.web.measurements.routes import routes


@routes.page(
    "/teams/<team>/measures/<int:measure_id>/points/<start>/finish", access=Permission.RECORD, methods=("POST",)
)
def finish(measure_id: int, start: str) -> ResponseReturnValue:
    """Say that a period is done before it is over, so that its point is judged."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    one = capital(nouns(measure.period_kind, locale()).the_one)
    try:
        finish_service.finish(access, measure, period=period_of(measure, start))
    except finish_service.NotRunningError:
        flash(_("%(period)s er over, og er med i vurderingen.", period=one), "info")
    else:
        flash(_("%(period)s er ferdig, og er med i vurderingen nå.", period=one), "done")
    return redirect(links().measure(access.team.slug, measure))


@routes.page(
    "/teams/<team>/measures/<int:measure_id>/points/<start>/reopen", access=Permission.RECORD, methods=("POST",)
)
def reopen(measure_id: int, start: str) -> ResponseReturnValue:
    """Take back that a period is done: it waits for its end again."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    finish_service.reopen(access, measure, period=period_of(measure, start))
    one = capital(nouns(measure.period_kind, locale()).the_one)
    flash(_("%(period)s er ikke ferdig likevel, og vurderes når perioden er over.", period=one), "done")
    return redirect(links().measure(access.team.slug, measure))
