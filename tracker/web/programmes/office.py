"""The office's programmes."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.services.programmes import programmes as programmes_service
from tracker.web.core.guard import office_access
from tracker.web.programmes.forms import ProgrammeForm
from tracker.web.programmes.routes import routes


@routes.page("/office/programmes", access=Permission.OFFICE)
def office_programmes() -> ResponseReturnValue:
    """List the programmes."""
    return render_template("programmes/office_programmes.html", rows=programmes_service.programmes(office_access()))


@routes.page("/office/programmes/new", access=Permission.OFFICE, methods=("GET", "POST"))
def new_programme() -> ResponseReturnValue:
    """Add a programme; its owner is named on the page of a user."""
    access = office_access()
    form = ProgrammeForm()
    if form.accepted():
        with form.refusing():
            row = programmes_service.create_programme(access, form.facts())
            flash(_("%(name)s er lagt til. Gi en bruker rollen som programeier.", name=row.name), "done")
            return redirect(url_for("programmes.office_programmes"))
    return render_template("programmes/office_programme.html", form=form, row=None), form.status


@routes.page("/office/programmes/<int:programme_id>", access=Permission.OFFICE, methods=("GET", "POST"))
def edit_programme(programme_id: int) -> ResponseReturnValue:
    """Change what is known of a programme."""
    access = office_access()
    row = programmes_service.programme(access, programme_id)
    form = ProgrammeForm(obj=row)
    form.edits(row, name=row.name, back=url_for("programmes.office_programmes"))
    if form.accepted():
        with form.refusing():
            programmes_service.change_programme(access, row, form.facts())
            flash(form.saved(_("%(name)s er lagret.", name=row.name)), "done")
            return redirect(url_for("programmes.office_programmes"))
    return render_template("programmes/office_programme.html", form=form, row=row), form.status
