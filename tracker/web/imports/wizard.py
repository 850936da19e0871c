"""Numbers from a file, in four pages: upload, columns, check, done. Nothing is a measurement before the last button."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.imports import Upload
from tracker.models.measures import Measure
from tracker.services.imports import upload_store
from tracker.services.imports.columns import Column
from tracker.services.imports.faults import FileError
from tracker.services.imports.write import MeanwhileError
from tracker.services.measurements.record import latest
from tracker.text.csv import csv_text
from tracker.text.parse import show_period
from tracker.web.components.csv import as_file
from tracker.web.core import query
from tracker.web.core.guard import now, team_access
from tracker.web.imports.check_page import (
    asks_to_confirm,
    cells_to_mend,
    column_of_notes,
    failing_rows,
    first_rows,
    headline,
    nothing_to_store,
    rows_written_over,
    sums,
    wrong_rows,
)
from tracker.web.imports.forms import ColumnsForm, SheetForm, UploadForm, columns_form, mend_form
from tracker.web.imports.messages import COLUMNS, about_file
from tracker.web.imports.routes import routes

_AROUND = 10_000
"""Bytes of a form beside what is pasted into it."""
STEPS = (lazy_gettext("Last opp"), lazy_gettext("Kolonner"), lazy_gettext("Sjekk"), lazy_gettext("Ferdig"))


@routes.page("/teams/<team>/import", access=Permission.RECORD, methods=("GET", "POST"))
def import_file() -> ResponseReturnValue:
    """Take a file or pasted rows; where a workbook has several sheets, ask which one."""
    access = team_access()
    form, sheets = UploadForm(), SheetForm()
    upload = upload_store.current(access)
    if request.method == "POST" and query.is_pressed("token"):
        return _choose_sheet(access, sheets)
    if form.accepted():
        name, data = form.content
        field = form.file if name else form.pasted
        if not data and not name:
            form.refuse(form.file, _("Velg en fil, eller lim inn radene."))
        else:
            try:
                upload = upload_store.keep(access, name=name, data=data)
            except FileError as error:
                form.refuse(field, about_file(error))
            else:
                step = "imports.import_file" if upload.sheet is None else "imports.import_columns"
                return redirect(url_for(step, team=access.team.slug))
    return _upload_page(access, upload, form, sheets)


def _choose_sheet(access: TeamAccess, form: SheetForm) -> ResponseReturnValue:
    try:
        upload = upload_store.hold(access, form.token.data or "")
    except upload_store.StaleError:
        return _look_again(access)
    form.offer(upload_store.sheet_names(upload))
    if not form.accepted():
        return _upload_page(access, upload, UploadForm(None), form)
    upload_store.choose_sheet(upload, form.sheet.data)
    return redirect(url_for("imports.import_columns", team=access.team.slug))


def _upload_page(access: TeamAccess, upload: Upload | None, form: UploadForm, sheets: SheetForm) -> ResponseReturnValue:
    waiting = upload if upload and upload.result is None else None
    asks = waiting is not None and waiting.sheet is None and not form.errors
    if waiting and asks:
        sheets.offer(upload_store.sheet_names(waiting))
        sheets.token.data = upload_store.token_of(waiting)
    page = render_template(
        "imports/file.html",
        team=access.team,
        form=sheets if asks else form,
        asks=asks,
        waiting=waiting,
        steps=STEPS,
        most=upload_store.LIMITS.most_bytes,
        most_pasted=(request.max_form_memory_size or upload_store.LIMITS.most_bytes) - _AROUND,
    )
    return page, (sheets if asks else form).status


@routes.page("/teams/<team>/import/template.csv", access=Permission.RECORD)
def import_template() -> ResponseReturnValue:
    """Give a file to fill in: the team's own indicators, and the periods that the form shows too."""
    access = team_access()
    heads = [str(name) for column, name in COLUMNS.items() if column is not Column.TEAM]
    rows = [
        [measure.name, show_period(period), *[""] * (len(heads) - 2)]
        for measure in access.measures()
        if not measure.value_kind.is_between_events
        for period in latest(measure.period_kind, until=access.today)
    ]
    return as_file(csv_text([heads, *rows]), f"{access.team.slug}.csv")


@routes.page("/teams/<team>/import/map", access=Permission.RECORD, methods=("GET", "POST"))
def import_columns() -> ResponseReturnValue:
    """Show the first rows, and ask what each column holds."""
    access = team_access()
    upload = upload_store.current(access)
    if upload is None or upload.result is not None or upload.sheet is None:
        return _elsewhere(access, upload)
    table = upload_store.table_of(upload)
    known = upload_store.columns_of(upload, table)
    form = columns_form(table, known, access.measures(), upload_store.token_of(upload))
    if form.accepted():
        try:
            return _choose_columns(access, form)
        except upload_store.StaleError:
            return _look_again(access)
        except FileError as error:
            form.refuse(None, about_file(error))
    elif request.method == "GET":
        form.measure.data = upload.measure_id
    page = render_template(
        "imports/columns.html",
        team=access.team,
        form=form,
        upload=upload,
        table=table,
        rows=first_rows(table),
        fields=[form.field(at) for at in range(form.width)],
        steps=STEPS,
    )
    return page, form.status


def _choose_columns(access: TeamAccess, form: ColumnsForm) -> ResponseReturnValue:
    upload = upload_store.hold(access, form.token.data or "")
    measure = access.one(Measure, form.measure.data) if form.measure.data else None
    upload_store.choose_columns(access, upload, form.chosen(), measure=measure)
    return redirect(url_for("imports.import_check", team=access.team.slug))


@routes.page("/teams/<team>/import/check", access=Permission.RECORD, methods=("GET", "POST"))
def import_check() -> ResponseReturnValue:
    """Show what is right and what is wrong; mend cells, or store the rows that are right."""
    access = team_access()
    if request.method == "POST":
        token = query.hidden("token")
        try:
            upload: Upload | None = upload_store.hold(access, token.rpartition("-")[0])
        except upload_store.StaleError:
            return _look_again(access)
    else:
        upload, token = upload_store.current(access), ""
    if upload is None or upload.columns is None:
        return _elsewhere(access, upload)
    try:
        found = upload_store.examine(access, upload)
    except FileError:
        return redirect(url_for("imports.import_columns", team=access.team.slug))
    form = mend_form(cells_to_mend(found), column_of_notes(found), token=found.token)
    if form.accepted():
        cells, confirmed = form.mended(), upload.confirmed or bool(form.confirm.data)
        if cells or confirmed != upload.confirmed or query.hidden("do") == "mend":
            return _mend(access, upload, cells, confirmed=confirmed)
        return _finish(access, upload, token)
    page = render_template(
        "imports/check.html",
        team=access.team,
        form=form,
        found=found,
        headline=headline(found),
        sums=sums(found),
        nothing=nothing_to_store(found),
        wrong=wrong_rows(found, form),
        over=rows_written_over(found),
        confirms=asks_to_confirm(found),
        steps=STEPS,
    )
    return page, form.status


def _mend(
    access: TeamAccess, upload: Upload, cells: dict[tuple[int, int], str], *, confirmed: bool
) -> ResponseReturnValue:
    upload_store.mend(upload, cells, confirmed=confirmed)
    flash(_("Rettelsene er tatt med. Se over, og lagre."), "info")
    return redirect(url_for("imports.import_check", team=access.team.slug))


def _finish(access: TeamAccess, upload: Upload, token: str) -> ResponseReturnValue:
    try:
        upload_store.finish(access, upload, token)
    except (upload_store.StaleError, MeanwhileError):
        return _look_again(access)
    return redirect(url_for("imports.import_done", team=access.team.slug))


@routes.page("/teams/<team>/import/faults.csv", access=Permission.RECORD)
def import_faults() -> ResponseReturnValue:
    """Give the rows that are wrong as a file, with what is wrong in a column of its own."""
    access = team_access()
    upload = upload_store.current(access)
    if upload is None or upload.columns is None:
        abort(404)
    try:
        rows = failing_rows(upload_store.examine(access, upload))
    except FileError:
        return redirect(url_for("imports.import_columns", team=access.team.slug))
    return as_file(csv_text(rows), f"{access.team.slug}-{_('feil')}.csv")


@routes.page("/teams/<team>/import/done", access=Permission.RECORD)
def import_done() -> ResponseReturnValue:
    """Say what was stored."""
    access = team_access()
    upload = upload_store.current(access)
    if upload is None or upload.result is None:
        return _elsewhere(access, upload)
    return render_template("imports/done.html", team=access.team, result=upload.result, steps=STEPS)


@routes.page("/teams/<team>/import/discard", access=Permission.RECORD, methods=("POST",))
def import_discard() -> ResponseReturnValue:
    """Throw the file away."""
    access = team_access()
    upload_store.forget_old(now())
    upload_store.discard(access)
    flash(_("Filen er slettet. Ingenting er lagret."), "info")
    return redirect(url_for("imports.import_file", team=access.team.slug))


def _elsewhere(access: TeamAccess, upload: Upload | None) -> ResponseReturnValue:
    """Go to the page that the file has come to."""
    step = "imports.import_file"
    if upload is not None and upload.result is not None:
        step = "imports.import_done"
    elif upload is not None and upload.sheet is not None:
        step = "imports.import_columns"
    return redirect(url_for(step, team=access.team.slug))


def _look_again(access: TeamAccess) -> ResponseReturnValue:
    """Show what there is now instead of what the form showed; one that is stored already says so."""
    upload = upload_store.current(access)
    if upload is None or upload.result is None:
        flash(_("Filen eller tallene er endret siden du så på dem. Se over én gang til."), "warning")
    if upload is not None and upload.columns is not None:
        return redirect(url_for("imports.import_check", team=access.team.slug))
    return _elsewhere(access, upload)
