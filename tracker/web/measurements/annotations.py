"""Pages of the notes on a chart: write one, take one away."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField

from tracker.access.people import ForbiddenError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.measurements import Annotation, AnnotationKind
from tracker.models.measures import Measure
from tracker.services.measurements import annotations as annotations_service
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core.guard import team_access
from tracker.web.core.language import choices
from tracker.web.core.links import links
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios, SubmissionField
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea, FreeTextField
from tracker.web.forms.typed_fields import DayField
from tracker.web.measurements.routes import routes

SENTENCES: Sentences = {annotations_service.NoteFault.FUTURE: lazy_gettext("Datoen kan ikke være fram i tid.")}
"""The sentence for each fault."""


class NoteForm(Form):
    """A note. Whoever does not do the work may comment, and is not asked which kind it is."""

    sentences = SENTENCES
    kind = EnumRadios(
        lazy_gettext("Hva er det?"), AnnotationKind, choices(AnnotationKind), default=AnnotationKind.EVENT
    )
    on_date = DayField(lazy_gettext("Dato"), required=True)
    title = FreeTextField(lazy_gettext("Tittel"), required=True, most=80)
    text = FreeTextArea(lazy_gettext("Mer om det"), most=400)
    everywhere = BooleanField(lazy_gettext("Vis på alle indikatorene til teamet"))
    submission = SubmissionField()


@routes.page("/teams/<team>/measures/<int:measure_id>/notes/new", access=Permission.COMMENT, methods=("GET", "POST"))
def new_annotation(measure_id: int) -> ResponseReturnValue:
    """Put a note on a chart: an event, or a comment."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    form = NoteForm(on_date=access.today)
    if not access.may(Permission.IMPROVE):
        del form.kind
    if form.accepted():
        with form.refusing():
            _write(access, measure, form)
            flash(_("Notatet er lagret."), "done")
            return redirect(links().measure(access.team.slug, measure))
    page = render_template(
        "measurements/new_annotation.html",
        team=access.team,
        measure=measure,
        form=form,
        back=links().measure(access.team.slug, measure),
    )
    return page, form.status


@routes.page(
    "/teams/<team>/measures/<int:measure_id>/notes/<int:annotation_id>/remove",
    access=Permission.COMMENT,
    methods=("GET", "POST"),
)
def remove_annotation(measure_id: int, annotation_id: int) -> ResponseReturnValue:
    """Ask, and take a note away."""
    access = team_access()
    measure, row = access.one(Measure, measure_id), access.one(Annotation, annotation_id)
    if request.method == "POST":
        annotations_service.remove_note(access, row)
        flash(_("Notatet er fjernet."), "done")
        return redirect(links().measure(access.team.slug, measure))
    if not annotations_service.may_remove(access, row):
        raise ForbiddenError(Permission.MANAGE_TEAM)
    back, team = links().measure(access.team.slug, measure), access.team
    question = Confirmation(
        heading=_("Fjern notatet?"),
        about=measure.name,
        consequences=(
            _(
                "Flagg %(number)s, «%(title)s», tas bort fra diagrammet. Nummeret brukes ikke på nytt, og "
                "endringsloggen husker teksten.",
                number=row.flag,
                title=row.title,
            ),
        ),
        does=_("Fjern notatet"),
        action=url_for("measurements.remove_annotation", team=team.slug, measure_id=measure.id, annotation_id=row.id),
        keep=_("Avbryt"),
        back=back,
        above=((measure.name, back),),
    )
    return ask(team, question)


def _write(access: TeamAccess, measure: Measure, form: NoteForm) -> None:
    annotations_service.write_note(
        access,
        kind=form.kind.data if "kind" in form else AnnotationKind.COMMENT,
        on_date=form.on_date.data,
        title=form.title.data or "",
        text=form.text.data or "",
        measure=None if form.everywhere.data else measure,
        submission=form.submission.data or "",
    )
