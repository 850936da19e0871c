"""Numbers from a file, in four pages: upload, columns, check, done. Nothing is a measurement before the last button."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period, PeriodKind
from tracker.models.imports import Upload
from tracker.models.measures import Measure
from tracker.services.imports import undo, upload_store
from tracker.services.imports.choices import Shape
from tracker.services.imports.file import kept_sheets
from tracker.services.imports.file.faults import FileError
from tracker.services.imports.file.header_row import Column
from tracker.services.imports.file.missing_signs import usual_meaning
from tracker.services.imports.upload_store import Examined
from tracker.services.imports.write import MeanwhileError
from tracker.services.measurements.record import latest
from tracker.text.csv import csv_text
from tracker.web.components.download import download
from tracker.web.core import query
from tracker.web.core.guard import now, team_access
from tracker.web.core.language import locale
from tracker.web.core.transactions import release_database
from tracker.web.imports.check_page import (
    asks_to_confirm,
    cells_to_mend,
    emptied_cells,
    excel_rows,
    failing_rows,
    headline,
    nothing_to_store,
    rows_written_over,
    sums,
    wrong_rows,
)
from tracker.web.imports.columns_page import (
    first_columns,
    names_shown,
    several_hint,
    shapes,
    understood,
    usual_several,
    year_note,
)
from tracker.web.imports.forms import ColumnsForm, MendForm, SheetForm, UploadForm, columns_form, mend_form
from tracker.web.imports.messages import COLUMNS, STEPS, about_file
from tracker.web.imports.questions import Asks, asks_of, far_asks, mark_asks, name_asks, sign_asks
from tracker.web.imports.routes import routes
from tracker.web.imports.understood import first_and_last, ready_lines, sentence, spans
from tracker.web.imports.undo import run_page

_AROUND = 10_000
"""Bytes of a form beside what is pasted into it."""


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
            release_database()  # it is read and screened while nobody waits for us
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
    upload_store.choose_sheet(access, upload, form.sheet.data)
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
        most=kept_sheets.LIMITS.most_bytes,
        recent=[run for run in undo.recent(access) if undo.can_undo(run, access.now)],
        most_pasted=(request.max_form_memory_size or kept_sheets.LIMITS.most_bytes) - _AROUND,
    )
    return page, (sheets if asks else form).status


@routes.page("/teams/<team>/import/template.csv", access=Permission.RECORD)
def import_template() -> ResponseReturnValue:
    """Give a file to fill in: the team's own indicators, and the periods that the form shows too.

    Periods are written so that Excel leaves them as they are: 9/2026 would become September.
    """
    access = team_access()
    heads = [str(name) for column, name in COLUMNS.items() if column not in {Column.TEAM, Column.YEAR}]
    rows = [
        [measure.name, _lasting(period), *[""] * (len(heads) - 2)]
        for measure in access.measures()
        if not measure.value_kind.is_between_events
        for period in latest(measure.period_kind, until=access.today)
    ]
    return download(csv_text([heads, *rows]), f"{access.team.slug}.csv")


def _lasting(period: Period) -> str:
    """Write a period as Excel leaves it: 2026-W45, mars 2026, 2026-T2, 2026-K2."""
    match period.kind:
        case PeriodKind.WEEK | PeriodKind.FORTNIGHT:
            return f"{period.year}-W{period.start.isocalendar().week:02}"
        case PeriodKind.TERTIAL:
            return f"{period.year}-T{period.number}"
        case PeriodKind.QUARTER:
            return f"{period.year}-K{period.number}"
        case PeriodKind.DAY:
            return period.start.isoformat()
        case _:
            return locale().period(period)


@routes.page("/teams/<team>/import/map", access=Permission.RECORD, methods=("GET", "POST"))
def import_columns() -> ResponseReturnValue:
    """Show the first rows as they were understood, and ask what they leave open."""
    access = team_access()
    upload = upload_store.current(access)
    if upload is None or upload.result is not None or upload.sheet is None:
        return _elsewhere(access, upload)
    table = upload_store.table_of(upload)
    layout, found = upload_store.surveyed(access, upload)
    measures = access.measures()
    shown = names_shown(layout, found, measures)
    asked = asks_of(found, measures, with_names=shown, with_lines=False) if found else Asks()
    form = columns_form(table, layout, measures, asked.fields, upload_store.token_of(upload))
    if form.accepted():
        try:
            return _choose_columns(access, form, asked)
        except upload_store.StaleError:
            return _look_again(access)
        except FileError as error:
            form.refuse(None, about_file(error))
    elif request.method == "GET":
        form.measure.data = upload.measure_id
        form.several.data = usual_several(found)
        form.year.data = str(upload_store.said_year(upload) or "")
    columns, rows = first_columns(table, layout, form)
    page = render_template(
        "imports/columns.html",
        team=access.team,
        form=form,
        upload=upload,
        table=table,
        rows=rows,
        columns=columns,
        shapes=shapes(form),
        understood=understood(found),
        names=name_asks(asked, found, form, measures) if found else [],
        signs=sign_asks(asked, found, form) if found else [],
        several=several_hint(found),
        asks_year=bool(found and found.checked.asked.without_year) or bool(form.year.data or form.year.errors),
        year_note=year_note(found, form.year.data or ""),
        asks_measure=Column.MEASURE not in layout.columns.values() and layout.shape is Shape.LONG,
        emptied=emptied_cells(found) if found else [],
        steps=STEPS,
    )
    return page, form.status


def _choose_columns(access: TeamAccess, form: ColumnsForm, asked: Asks) -> ResponseReturnValue:
    upload = upload_store.hold(access, form.token.data or "")
    measure = access.one(Measure, form.measure.data) if form.measure.data else None
    before = upload_store.choices_of(upload)
    choices = asked.answers(form, form.decided(before))
    if form.shape.data != form.shape.object_data:
        upload_store.choose_shape(upload, choices)
        return redirect(url_for("imports.import_columns", team=access.team.slug))
    upload_store.choose_columns(access, upload, form.chosen(), measure=measure, choices=choices)
    return redirect(url_for("imports.import_check", team=access.team.slug))


@routes.page("/teams/<team>/import/check", access=Permission.RECORD, methods=("GET", "POST"))
def import_check() -> ResponseReturnValue:
    """Show what was understood and what is wrong; answer and mend, or store the rows that are right."""
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
    measures = access.measures()
    asked = asks_of(found, measures)
    form = mend_form(cells_to_mend(found), asked.fields, token=found.token)
    if form.accepted():
        cells, confirmed = form.mended(), upload.confirmed or bool(form.confirm.data)
        choices = asked.answers(form, found.choices)
        if cells or confirmed != upload.confirmed or choices != found.choices or query.hidden("do") == "mend":
            upload_store.answer(access, upload, choices)
            return _mend(access, upload, cells, confirmed=confirmed)
        return _finish(access, upload, token)
    return _check_page(access, found, form, asked, measures), form.status


def _check_page(access: TeamAccess, found: Examined, form: MendForm, asked: Asks, measures: Sequence[Measure]) -> str:
    far = list(far_asks(asked, form))
    excel = excel_rows(found, form)
    names, marks = name_asks(asked, found, form, measures), mark_asks(asked, found, form)
    signs = [ask for ask in sign_asks(asked, found, form) if usual_meaning(ask.about) is None]
    return render_template(
        "imports/check.html",
        team=access.team,
        form=form,
        found=found,
        sentence=sentence(found),
        headline=headline(found),
        sums=sums(found),
        nothing=nothing_to_store(found),
        edges=first_and_last(found),
        spans=spans(found),
        ready=ready_lines(found),
        excel=excel,
        names=names,
        marks=marks,
        signs=signs,
        far=far,
        questions=sum(map(bool, (excel, marks, signs, far))) + len(names),
        wrong=wrong_rows(found, form),
        over=rows_written_over(found),
        emptied=emptied_cells(found),
        confirms=asks_to_confirm(found),
        steps=STEPS,
    )


def _mend(
    access: TeamAccess, upload: Upload, cells: dict[tuple[int, int], str], *, confirmed: bool
) -> ResponseReturnValue:
    upload_store.mend(upload, cells, confirmed=confirmed)
    flash(_("Svar og rettelser er tatt med. Se over, og lagre."), "info")
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
    name = "-".join((access.team.slug, _("feil")))
    return download(csv_text(rows), f"{name}.csv")


@routes.page("/teams/<team>/import/done", access=Permission.RECORD)
def import_done() -> ResponseReturnValue:
    """Say what was stored."""
    access = team_access()
    upload = upload_store.current(access)
    if upload is None or upload.result is None:
        return _elsewhere(access, upload)
    if (number := upload.result.get("run")) is not None:
        return run_page(access, undo.find_run(access, number), upload.result)
    return render_template("imports/done.html", team=access.team, result=upload.result, run=None, steps=STEPS)


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
