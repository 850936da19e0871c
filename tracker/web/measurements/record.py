"""The page where a team writes down its numbers: the latest eight periods of all its measures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.measures import Measure
from tracker.services.measurements.record import ConflictError, MeasurementCell, record_many, recorded
from tracker.services.measures.tally_question import can_be_tallied
from tracker.services.tally.sums import tallied
from tracker.text.locale import capital
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.forms.entry_messages import missing_choices
from tracker.web.measurements.record_form import RecordForm
from tracker.web.measurements.record_grid import first_box, grids, period_name, wrongs
from tracker.web.measurements.record_window import RecordWindow
from tracker.web.measurements.routes import routes


@routes.page("/teams/<team>/record", access=Permission.RECORD, methods=("GET", "POST"))
def record() -> ResponseReturnValue:
    """Show the grid, and record what a person changed in it. `?period=` (a day) opens it for one period."""
    access = team_access()
    measures = access.measures()
    by_period = [measure for measure in measures if not measure.value_kind.is_between_events]
    opened_for = query.day("period")
    window = _window(access, by_period, opened_for)
    rows = recorded(access, by_period, first=window.first, last=window.until)
    form = RecordForm(window, rows)
    if form.accepted():
        cells = form.changed()
        try:
            record_many(access, cells)
        except ConflictError as error:
            form.dispute(error.conflicts)
        else:
            _tell(cells, window)
            return redirect(url_for("teams.team", team=access.team.slug))
    elif opened_for and window.tables and not form.errors:
        _begin_at(form, window, opened_for)
    shares = [measure for measure in by_period if can_be_tallied(measure)]
    counted = tallied(access, shares, first=window.first, last=window.until)
    page = render_template(
        "measurements/record.html",
        form=form,
        team=access.team,
        window=window,
        grids=grids(form, window, opened_for=opened_for, counted=counted),
        wrongs=wrongs(form, window),
        missing=missing_choices(),
        by_events=[measure for measure in measures if measure.value_kind.is_between_events],
        may_define=access.may(Permission.DEFINE),
    )
    return page, form.status


def _window(access: TeamAccess, measures: Sequence[Measure], opened_for: date | None) -> RecordWindow:
    """Show the latest periods, those up to `?until=`, or those that hold the period the page was opened for."""
    until = query.day("until") or access.today
    window = RecordWindow.of(measures, until=until, today=access.today)
    if opened_for and window.tables and not window.first <= opened_for:
        return RecordWindow.of(measures, until=opened_for, today=access.today)
    return window


def _begin_at(form: RecordForm, window: RecordWindow, opened_for: date) -> None:
    if (box := first_box(form, window.tables[0], opened_for)) is not None:
        box.begins = True


def _tell(cells: Sequence[MeasurementCell], window: RecordWindow) -> None:
    """Say which periods were written down, oldest first: also where the same form had come through already."""
    periods = sorted({cell.period for cell in cells}, key=lambda period: (period.start, period.kind))
    names = [period_name(period, window.today) for period in periods]
    if not names:
        flash(_("Ingenting var endret."), "info")
        return
    names = [names[0], *(name[:1].lower() + name[1:] for name in names[1:])]
    listed = names[0] if len(names) == 1 else _("%(first)s og %(last)s", first=", ".join(names[:-1]), last=names[-1])
    flash(_("%(periods)s er lagret.", periods=capital(listed)), "done")
