"""The page of one point: leave it out of the reading with a reason, or take it in again."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.doors import NotFoundError
from tracker.access.permissions import Permission
from tracker.analysis import Period
from tracker.charts.language import capital
from tracker.charts.points import point
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure
from tracker.services import measuring
from tracker.web.guard import team_access
from tracker.web.wall.phase_forms import ReasonForm
from tracker.web.wall.place import place
from tracker.web.wall.sight import address, sight_of


@place.page(
    "/teams/<team>/indicators/<int:measure_id>/points/<start>/exclude",
    access=Permission.DECIDE,
    methods=("GET", "POST"),
)
def exclude(measure_id: int, start: str) -> ResponseReturnValue:
    """Show one point, and leave it out of the reading. It stays on the chart, with its reason."""
    access = team_access()
    measure = access.measure(measure_id)
    period = _period(measure, start)
    drawn = sight_of(access, measure).drawn
    history = drawn.history
    if period not in history.periods:
        raise NotFoundError(Measurement.__tablename__)
    at = history.periods.index(period)
    if at in history.not_measured or at not in history.notes:
        raise NotFoundError(Measurement.__tablename__)
    form = ReasonForm()
    if form.accepted():
        measuring.exclude(access, measure, period=period, reason=form.reason.data or "")
        flash(_("Punktet holdes utenfor vurderingen."), "done")
        return redirect(address(access, measure))
    page = render_template(
        "wall/exclude.html",
        team=access.team,
        measure=measure,
        form=form,
        action=url_for(".exclude", team=access.team.slug, measure_id=measure.id, start=start),
        again=url_for(".include", team=access.team.slug, measure_id=measure.id, start=start),
        back=address(access, measure),
        name=capital(drawn.language.period(period, year=True)),
        lines=point(at, drawn.reading, drawn.plot, drawn.language),
        is_excluded=at in history.excluded,
    )
    return page, form.status


@place.page(
    "/teams/<team>/indicators/<int:measure_id>/points/<start>/include", access=Permission.DECIDE, methods=("POST",)
)
def include(measure_id: int, start: str) -> ResponseReturnValue:
    """Take a point into the reading again."""
    access = team_access()
    measure = access.measure(measure_id)
    measuring.include(access, measure, period=_period(measure, start))
    flash(_("Punktet er med i vurderingen igjen."), "done")
    return redirect(address(access, measure))


def _period(measure: Measure, start: str) -> Period:
    """Read the period an address names; another day than its first is no address of ours."""
    if measure.value_kind.is_between_events:
        raise NotFoundError(Measurement.__tablename__)
    try:
        day = date.fromisoformat(start)
    except ValueError:
        raise NotFoundError(Measurement.__tablename__) from None
    period = Period.containing(measure.period_kind, day)
    if period.start != day:
        raise NotFoundError(Measurement.__tablename__)
    return period
