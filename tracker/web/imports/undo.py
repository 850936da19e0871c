"""What a file brought in, and undoing it: a page for each import, until the end of the next working day."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period, PeriodKind
from tracker.models.base import Json
from tracker.models.imports import ImportRun
from tracker.models.measures import Measure
from tracker.services.imports import undo
from tracker.text.locale import capital
from tracker.views.moments import whole_moment
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.imports.messages import STEPS
from tracker.web.imports.routes import routes


@routes.page("/teams/<team>/import/runs/<int:run>", access=Permission.RECORD)
def import_run(run: int) -> ResponseReturnValue:
    """Show what one import brought in, and undo it from here."""
    access = team_access()
    return run_page(access, undo.find_run(access, run), None)


@routes.page("/teams/<team>/import/runs/<int:run>/undo", access=Permission.RECORD, methods=("POST",))
def import_undo(run: int) -> ResponseReturnValue:
    """Undo a whole import."""
    access = team_access()
    row = undo.find_run(access, run)
    try:
        undo.undo(access, row)
    except undo.TooLateError:
        flash(_("Hentingen kan ikke angres lenger."), "warning")
    return redirect(url_for("imports.import_run", team=access.team.slug, run=run))


def run_page(access: TeamAccess, run: ImportRun, result: Json | None) -> str:
    """Write the page of an import: what it brought, or what undoing it did."""
    write = locale()
    kept = undo.kept_numbers(access, run) if run.undone_at else []
    measures = [
        (measure, count, _span(Period(_kind(measure), first), Period(_kind(measure), last)))
        for measure, count, first, last in undo.measures_of(access, run)
    ]
    return render_template(
        "imports/done.html",
        team=access.team,
        run=run,
        result=result,
        measures=measures,
        can_undo=undo.can_undo(run, access.now),
        until=whole_moment(run.until, write),
        kept=[(one.measure, _period(one.period), one.name, whole_moment(one.at, write)) for one in kept],
        steps=STEPS,
    )


def _kind(measure: Measure) -> PeriodKind:
    return PeriodKind.DAY if measure.value_kind.is_between_events else measure.period_kind


def _period(period: Period) -> str:
    return capital(locale().period(period, year=True))


def _span(first: Period, last: Period) -> str:
    write = locale()
    if first == last:
        return write.period(first, year=True)
    return str(_("%(first)s til %(last)s", first=write.period(first, year=True), last=write.period(last, year=True)))
