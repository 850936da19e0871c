"""The page of one point: leave it out of the reading with a reason, or take it in again."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.analysis import Period
from tracker.charts.words.points import point
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure
from tracker.services.measurements import record
from tracker.text.locale import capital
from tracker.views.measures.measure import measure_view
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.core.query import read_day
from tracker.web.measurements.phase_form import ReasonForm
from tracker.web.measurements.routes import routes


@routes.page(
    "/teams/<team>/measures/<int:measure_id>/points/<start>/exclude",
    access=Permission.DECIDE,
    methods=("GET", "POST"),
)
def exclude(measure_id: int, start: str) -> ResponseReturnValue:
    """Show one point, and leave it out of the reading. It stays on the chart, with its reason."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    period = period_of(measure, start)
    drawn = measure_view(access, measure, locale(), links()).drawn
    history = drawn.history
    if period not in history.periods:
        raise NotFoundError(Measurement.__tablename__)
    at = history.periods.index(period)
    if at in history.not_measured or at not in history.notes:
        raise NotFoundError(Measurement.__tablename__)
    form = ReasonForm()
    if form.accepted():
        record.exclude(access, measure, period=period, reason=form.reason.data or "")
        flash(_("Punktet holdes utenfor vurderingen."), "done")
        return redirect(links().measure(access.team.slug, measure))
    page = render_template(
        "measurements/exclude.html",
        team=access.team,
        measure=measure,
        form=form,
        action=url_for("measurements.exclude", team=access.team.slug, measure_id=measure.id, start=start),
        again=url_for("measurements.include", team=access.team.slug, measure_id=measure.id, start=start),
        back=links().measure(access.team.slug, measure),
        name=capital(drawn.locale.period(period, year=True)),
        lines=point(at, drawn.reading, drawn.plot, drawn.locale),
        is_excluded=at in history.excluded,
    )
    return page, form.status


@routes.page(
    "/teams/<team>/measures/<int:measure_id>/points/<start>/include", access=Permission.DECIDE, methods=("POST",)
)
def include(measure_id: int, start: str) -> ResponseReturnValue:
    """Take a point into the reading again."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    record.include(access, measure, period=period_of(measure, start))
    flash(_("Punktet er tatt med igjen."), "done")
    return redirect(links().measure(access.team.slug, measure))


def period_of(measure: Measure, start: str) -> Period:
    """Read the period an address names; another day than its first is no address of ours."""
    if measure.value_kind.is_between_events:
        raise NotFoundError(Measurement.__tablename__)
    if (day := read_day(start)) is None:
        raise NotFoundError(Measurement.__tablename__)
    period = Period.containing(measure.period_kind, day)
    if period.start != day:
        raise NotFoundError(Measurement.__tablename__)
    return period
