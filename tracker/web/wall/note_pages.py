"""Pages of the notes on a chart: write one, take one away."""

from __future__ import annotations

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField

from tracker.access.doors import ForbiddenError, TeamAccess
from tracker.access.permissions import Permission
from tracker.models.measurements import AnnotationKind
from tracker.models.measures import Measure
from tracker.services import annotating
from tracker.web.fields import (
    ConfirmContactField,
    DayField,
    EnumRadios,
    FreeTextArea,
    FreeTextField,
    SubmissionField,
)
from tracker.web.forms import Form
from tracker.web.guard import team_access
from tracker.web.labels import LABELS
from tracker.web.wall.place import place
from tracker.web.wall.sight import address

NOT_YET = lazy_gettext("Datoen er ikke kommet ennå.")


class NoteForm(Form):
    """A note. Whoever does not do the work may comment, and is not asked which kind it is."""

    confirm = ConfirmContactField(lazy_gettext("Det er greit at dette står"))
    kind = EnumRadios(lazy_gettext("Hva er det?"), AnnotationKind, LABELS[AnnotationKind], default=AnnotationKind.EVENT)
    on_date = DayField(lazy_gettext("Dato"), required=True)
    title = FreeTextField(lazy_gettext("Tittel"), required=True, most=80)
    text = FreeTextArea(lazy_gettext("Mer om det"), most=400)
    everywhere = BooleanField(lazy_gettext("Vis på alle indikatorene til teamet"))
    submission = SubmissionField()


@place.page("/teams/<team>/indicators/<int:measure_id>/notes/new", access=Permission.COMMENT, methods=("GET", "POST"))
def new_annotation(measure_id: int) -> ResponseReturnValue:
    """Put a note on a chart: an event, or a comment."""
    access = team_access()
    measure = access.measure(measure_id)
    form = NoteForm(on_date=access.today)
    if not access.may(Permission.IMPROVE):
        del form.kind
    if form.accepted() and _write(access, measure, form):
        flash(_("Notatet er lagret."), "done")
        return redirect(address(access, measure))
    page = render_template(
        "wall/new_annotation.html", team=access.team, measure=measure, form=form, back=address(access, measure)
    )
    return page, form.status


@place.page(
    "/teams/<team>/indicators/<int:measure_id>/notes/<int:annotation_id>/remove",
    access=Permission.COMMENT,
    methods=("GET", "POST"),
)
def remove_annotation(measure_id: int, annotation_id: int) -> ResponseReturnValue:
    """Ask, and take a note away."""
    access = team_access()
    measure, row = access.measure(measure_id), access.annotation(annotation_id)
    if request.method == "POST":
        annotating.remove_note(access, row)
        flash(_("Notatet er fjernet."), "done")
        return redirect(address(access, measure))
    if not annotating.may_remove(access, row):
        raise ForbiddenError(Permission.MANAGE_TEAM)
    return render_template(
        "wall/remove_annotation.html", team=access.team, measure=measure, row=row, back=address(access, measure)
    )


def _write(access: TeamAccess, measure: Measure, form: NoteForm) -> bool:
    try:
        annotating.write_note(
            access,
            kind=form.kind.data if "kind" in form else AnnotationKind.COMMENT,
            on_date=form.on_date.data,
            title=form.title.data or "",
            text=form.text.data or "",
            measure=None if form.everywhere.data else measure,
            submission=form.submission.data or "",
        )
    except annotating.NotYetError:
        form.refuse(form.on_date, NOT_YET)
        return False
    return True
