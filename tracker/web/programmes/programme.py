"""A programme's page, and the form its owner changes it by."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.documents.workbook import MIMETYPE
from tracker.services.campaigns.days import day_of_programme
from tracker.services.programmes.programmes import change_programme
from tracker.views.programmes.page import programme_page
from tracker.views.programmes.workbook import programme_workbook
from tracker.web.components.download import download
from tracker.web.core.frame import by_name
from tracker.web.core.guard import programme_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.core.settings import settings
from tracker.web.programmes.forms import ProgrammeForm
from tracker.web.programmes.routes import routes


@routes.page("/programmes/<programme>", access=Permission.READ_PROGRAMME)
def programme() -> ResponseReturnValue:
    """Tell which networks run and when each one meets next, in counts: no number of a team stands here."""
    access = programme_access()
    return render_template(
        "programmes/programme.html",
        programme=access.programme,
        access=access,
        day=day_of_programme(access),
        **by_name(programme_page(access, locale(), links())),
    )


@routes.page("/programmes/<programme>/overview.xlsx", access=Permission.READ_PROGRAMME)
def overview() -> ResponseReturnValue:
    """Give the networks as a workbook, a row each, in the same counts as the page."""
    access = programme_access()
    content = programme_workbook(access, locale(), product=settings().brand)
    return download(content, f"{access.programme.slug}.xlsx", MIMETYPE)


@routes.page("/programmes/<programme>/edit", access=Permission.MANAGE_PROGRAMME, methods=("GET", "POST"))
def edit() -> ResponseReturnValue:
    """Change what is known of the programme."""
    access = programme_access()
    row = access.programme
    back = url_for("programmes.programme", programme=row.slug)
    form = ProgrammeForm(obj=row)
    form.edits(row, name=row.name, back=back)
    if form.accepted():
        with form.refusing():
            change_programme(access, row, form.facts())
            flash(form.saved(_("Lagret.")), "done")
            return redirect(back)
    return render_template("programmes/edit.html", form=form, programme=row), form.status
