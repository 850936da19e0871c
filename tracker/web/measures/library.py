"""The library's page: ready measures by family, some of them to be taken into use at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.services.measures import library
from tracker.views.measures.plan import plan_sentence
from tracker.web.core.guard import team_access
from tracker.web.core.language import language, locale
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import RowChecks, SubmissionField
from tracker.web.forms.field_types import Sentences
from tracker.web.measures.routes import routes

FAMILIES: Mapping[str, object] = {
    "chair": lazy_gettext("Visittstolen"),
    "matters": lazy_gettext("«Hva er viktig for deg?»"),
    "experience": lazy_gettext("Pasientens og pårørendes opplevelse"),
    "harm": lazy_gettext("Pasientskader"),
}
"""What the library's families are called; one that is not here goes by its own key."""


def _some_but_few(_form: BaseForm, field: Field) -> None:
    chosen = len(set(field.data or ()))
    if not chosen:
        raise StopValidation(_("Kryss av for minst én indikator."))
    if chosen > library.AT_ONCE:
        raise StopValidation(
            _("Velg høyst %(most)s om gangen. Du krysset av for %(chosen)s.", most=library.AT_ONCE, chosen=chosen)
        )


class ChooseForm(Form):
    """The measures that are ticked; the page offers them."""

    sentences: ClassVar[Sentences] = {
        library.LibraryFault.IN_USE: lazy_gettext("«%(name)s» er allerede i bruk hos dere.")
    }
    measures = RowChecks(lazy_gettext("Indikatorer i biblioteket"), validators=[_some_but_few])
    submission = SubmissionField()


@routes.page("/teams/<team>/measures/new", access=Permission.DEFINE, methods=("GET", "POST"))
def choose_measure() -> ResponseReturnValue:
    """Show the library, as far as it fits the team's kind of service, and take what is ticked into use."""
    access = team_access()
    families = library.families(access, language())
    form = ChooseForm()
    # Those in use have no box on the page, but stay on the list: a form that is sent twice holds them by then.
    form.measures.offer([(ready.row.id, ready.name) for family in families for ready in family.measures])
    if form.accepted():
        with form.refusing():
            _take(access, form)
            return redirect(url_for("teams.team", team=access.team.slug))
    page = render_template(
        "measures/choose_measure.html",
        team=access.team,
        form=form,
        families=[(family.key, _name(family), _shown(family.measures)) for family in families],
        any_left=any(not ready.used for family in families for ready in family.measures),
        most=library.AT_ONCE,
    )
    return page, form.status


def _take(access: TeamAccess, form: ChooseForm) -> None:
    rows = library.take_ready(
        access,
        catalogue_ids=form.measures.data or (),
        language=language(),
        submission=form.submission.data or "",
    )
    flash(ngettext("%(num)s indikator er lagt til.", "%(num)s indikatorer er lagt til.", len(rows)), "done")


def _name(family: library.Family) -> object:
    return FAMILIES.get(family.key, family.key.capitalize())


def _shown(measures: Sequence[library.Ready]) -> list[tuple[library.Ready, str]]:
    """Put beside each measure what it counts and aims at, in words."""
    return [(ready, plan_sentence(library.plan_of_ready(ready), locale())) for ready in measures]
