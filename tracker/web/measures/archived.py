"""Archived measures: the list of them, the page that asks before one is archived, and the way back into use."""

from __future__ import annotations

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.access.permissions import Permission
from tracker.models.measures import Measure
from tracker.services.measures import measures
from tracker.services.measures.uses import uses_of
from tracker.views.measures.archived import archived_cards, used_places
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.forms.base import Form
from tracker.web.forms.fields import FreeTextField
from tracker.web.measures.routes import routes


class ArchiveForm(Form):
    """Why a measure is archived, where somebody wants to say it."""

    why = FreeTextField(lazy_gettext("Hvorfor?"), most=200)


@routes.page("/teams/<team>/measures/archived", access=Permission.READ)
def archived_measures() -> ResponseReturnValue:
    """List the team's archived measures, the latest first."""
    access = team_access()
    return render_template(
        "measures/archived.html",
        access=access,
        team=access.team,
        cards=archived_cards(access, locale(), links()),
        may_define=access.may(Permission.DEFINE),
    )


@routes.page("/teams/<team>/measures/<int:measure_id>/archive", access=Permission.DEFINE, methods=("GET", "POST"))
def archive_measure(measure_id: int) -> ResponseReturnValue:
    """Say where a measure is used, ask, and archive it."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    back = links().measure(access.team.slug, measure)
    form = ArchiveForm()
    if form.accepted():
        measures.archive(access, measure, why=form.why.data or "")
        flash(_("Indikatoren er arkivert. Tallene er der fortsatt."), "done")
        return redirect(back)
    uses = uses_of(access, measure)
    page = render_template(
        "measures/archive.html",
        team=access.team,
        measure=measure,
        form=form,
        back=back,
        uses=uses,
        places=used_places(access, uses, locale(), links()),
    )
    return page, form.status


@routes.page("/teams/<team>/measures/<int:measure_id>/restore", access=Permission.DEFINE, methods=("POST",))
def restore_measure(measure_id: int) -> ResponseReturnValue:
    """Take a measure into use again."""
    access = team_access()
    measure = access.one(Measure, measure_id)
    measures.restore(access, measure)
    flash(_("Indikatoren er i bruk igjen."), "done")
    return redirect(links().measure(access.team.slug, measure))
