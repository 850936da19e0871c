"""The page where a team writes down its numbers: the week is the page, a measure is a row."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period
from tracker.models.measures import Measure
from tracker.services.measures.archived import count_archived
from tracker.services.tally.again import use_tally
from tracker.text.locale import capital
from tracker.text.period_address import period_query
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.forms.entry_messages import missing_reasons
from tracker.web.measurements.record.form import RecordForm
from tracker.web.measurements.record.load import Loaded, asked_periods, load_week
from tracker.web.measurements.record.messages import wrongs
from tracker.web.measurements.record.save import is_saved
from tracker.web.measurements.record.week_view import begin, event_rows, heading, week_tables
from tracker.web.measurements.routes import routes


@routes.page("/teams/<team>/record", access=Permission.RECORD, methods=("GET", "POST"))
def record() -> ResponseReturnValue:
    """Show one week, and record what a person changed in it; `?week=2026-W48`, and `&month=2026-10` beside it."""
    access = team_access()
    loaded = load_week(access)
    form = RecordForm(loaded.window, loaded.rows, counted=loaded.counted)
    if is_saved(access, form, loaded):
        return redirect(url_for("measurements.record", team=access.team.slug, **loaded.window.address))
    return show_week(access, loaded, form), form.status


def show_week(access: TeamAccess, loaded: Loaded, form: RecordForm) -> str:
    """Render the page of one week over a form: as it is stored, as it was typed, or as it was pasted."""
    window = loaded.window
    if window.tables and not form.errors:
        asked = asked_periods(access.today)
        begin(form, next((table for table in window.tables if table.kind in asked), window.main))
    return render_template(
        "measurements/record.html",
        form=form,
        team=access.team,
        window=window,
        tables=week_tables(form, window, loaded.rows, loaded.archived),
        days=heading(window.main.period) if window.tables else "",
        wrongs=wrongs(form, window),
        reasons=missing_reasons(),
        by_events=event_rows(access, loaded.by_events),
        may_define=access.may(Permission.DEFINE),
        archived=count_archived(access),
    )


@routes.page(
    "/teams/<team>/measures/<int:measure_id>/points/<start>/use-tally", access=Permission.RECORD, methods=("POST",)
)
def use_tally_again(measure_id: int, start: str) -> ResponseReturnValue:
    """Let a period say what is counted at the bedside, now and from now on, over a number somebody wrote."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    day = query.read_day(start)
    period = None if day is None else Period.containing(measure.period_kind, day)
    if period is None or period.start != day:
        abort(404)
    counted = use_tally(access, measure, period=period)
    name = capital(locale().period(period))
    if counted is None:
        flash(_("%(period)s er ikke talt ved senga. Ingenting er endret.", period=name), "info")
    else:
        sums = _("%(part)s av %(whole)s", part=counted.yes, whole=counted.total)
        flash(_("%(period)s bruker tellingen igjen: %(sum)s.", period=name, sum=sums), "done")
    asked: dict[str, Any] = {}
    for each in asked_periods(access.today).values():
        asked |= period_query(each)
    return redirect(url_for("measurements.record", team=access.team.slug, **(asked or period_query(period))))
