"""The office's organisations."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.models.organisations import Country, OrganisationKind
from tracker.services.organisations import organisations as organisations_service
from tracker.web.core.guard import office_access
from tracker.web.organisations.forms import OrganisationForm
from tracker.web.organisations.routes import routes


@routes.page("/office/organisations", access=Permission.OFFICE)
def organisations() -> ResponseReturnValue:
    """List the organisations."""
    return render_template(
        "organisations/organisations.html", rows=organisations_service.organisations(office_access())
    )


@routes.page("/office/organisations/new", access=Permission.OFFICE, methods=("GET", "POST"))
def new_organisation() -> ResponseReturnValue:
    """Add an organisation."""
    access = office_access()
    form = OrganisationForm(kind=OrganisationKind.HOSPITAL, country=Country.NO)
    if form.accepted():
        with form.refusing():
            row = organisations_service.create_organisation(access, form.facts())
            flash(_("%(name)s er lagt til.", name=row.name), "done")
            return redirect(url_for("organisations.organisations"))
    return render_template("organisations/organisation.html", form=form, row=None), form.status


@routes.page("/office/organisations/<int:organisation_id>", access=Permission.OFFICE, methods=("GET", "POST"))
def edit_organisation(organisation_id: int) -> ResponseReturnValue:
    """Change an organisation."""
    access = office_access()
    row = organisations_service.organisation(access, organisation_id)
    form = OrganisationForm(obj=row)
    form.edits(row, name=row.name, back=url_for("organisations.organisations"))
    if form.accepted():
        with form.refusing():
            organisations_service.change_organisation(access, row, form.facts())
            flash(form.saved(_("%(name)s er lagret.", name=row.name)), "done")
            return redirect(url_for("organisations.organisations"))
    return render_template("organisations/organisation.html", form=form, row=row), form.status
