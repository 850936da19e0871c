"""Pages of the events of a days-between or opportunities-between measure: add one, take a mistaken one away."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.measurements import RareEvent
from tracker.models.measures import Measure
from tracker.services.measurements import events
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.measurements.event_form import EventForm
from tracker.web.measurements.routes import routes


@routes.page("/teams/<team>/measures/<int:measure_id>/events/new", access=Permission.RECORD, methods=("GET", "POST"))
def add_event(measure_id: int) -> ResponseReturnValue:
    """Enter an event by its day."""
    access = team_access()
    measure = _by_events(access, measure_id)
    form = EventForm(measure)
    if form.accepted():
        with form.refusing():
            _add(access, measure, form)
            flash(_("Hendelsen er lagret."), "done")
            return redirect(links().measure(access.team.slug, measure))
    page = render_template(
        "measurements/add_event.html",
        team=access.team,
        measure=measure,
        form=form,
        back=links().measure(access.team.slug, measure),
    )
    return page, form.status


@routes.page(
    "/teams/<team>/measures/<int:measure_id>/events/<int:event_id>/remove",
    access=Permission.RECORD,
    methods=("GET", "POST"),
)
def remove_event(measure_id: int, event_id: int) -> ResponseReturnValue:
    """Ask, and take an event away that was entered by mistake."""
    access = team_access()
    measure, row = _by_events(access, measure_id), access.one(RareEvent, event_id)
    if row.measure_id != measure.id:
        raise NotFoundError(RareEvent.__tablename__)
    if request.method == "POST":
        events.remove_event(access, measure, row)
        flash(_("Hendelsen er fjernet."), "done")
        return redirect(links().measure(access.team.slug, measure))
    back, day = links().measure(access.team.slug, measure), locale().day(row.happened_on)
    question = Confirmation(
        heading=_("Fjern hendelsen?"),
        about=measure.name,
        consequences=(_("Hendelsen %(day)s tas bort, og tiden mellom hendelsene regnes ut på nytt.", day=day),),
        does=_("Fjern hendelsen"),
        action=url_for("measurements.remove_event", team=access.team.slug, measure_id=measure.id, event_id=row.id),
        keep=_("Avbryt"),
        back=back,
        above=((measure.name, back),),
    )
    return ask(access.team, question)


def _by_events(access: TeamAccess, measure_id: int) -> Measure:
    """Load a measure of events; one that has numbers by period has no such page."""
    measure = access.one(Measure, measure_id)
    if not measure.value_kind.is_between_events:
        raise NotFoundError(RareEvent.__tablename__)
    return measure


def _add(access: TeamAccess, measure: Measure, form: EventForm) -> None:
    events.add_event(
        access,
        measure,
        happened_on=form.happened_on.data,
        opportunities=form.counted,
        submission=form.submission.data or "",
    )
