"""The grid of several weeks, for those who fill in more than one: the latest eight periods of all measures."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.services.measurements.record import PERIODS
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.forms.entry_messages import missing_reasons
from tracker.web.measurements.record.form import RecordForm
from tracker.web.measurements.record.grid import begin_at, grids, title_of
from tracker.web.measurements.record.load import Loaded, asked_periods, load_weeks
from tracker.web.measurements.record.messages import wrongs
from tracker.web.measurements.record.save import is_saved
from tracker.web.measurements.record.week_view import event_rows
from tracker.web.measurements.record.window import MOST_PERIODS
from tracker.web.measurements.routes import routes


@routes.page("/teams/<team>/record/weeks", access=Permission.RECORD, methods=("GET", "POST"))
def record_weeks() -> ResponseReturnValue:
    """Show the grid, and record what a person changed in it. `?until=` (a day) shows earlier periods."""
    access = team_access()
    count = query.whole("count", most=MOST_PERIODS) or PERIODS
    loaded = load_weeks(access, until=query.day("until"), count=count)
    form = RecordForm(loaded.window, loaded.rows, counted=loaded.counted)
    if is_saved(access, form, loaded):
        return redirect(url_for("measurements.record_weeks", team=access.team.slug, **loaded.window.address))
    return show_weeks(access, loaded, form), form.status


def show_weeks(access: TeamAccess, loaded: Loaded, form: RecordForm) -> str:
    """Render the grid over a form: as it is stored, as it was typed, or as it was pasted."""
    window = loaded.window
    if window.tables and not form.errors:
        begin_at(form, window, asked_periods(access.today).get(window.main.kind, window.main.period))
    return render_template(
        "measurements/record_weeks.html",
        form=form,
        team=access.team,
        window=window,
        grids=grids(form, window),
        span=title_of(window) if window.tables else "",
        wrongs=wrongs(form, window),
        reasons=missing_reasons(),
        by_events=event_rows(access, loaded.by_events),
        may_define=access.may(Permission.DEFINE),
    )
