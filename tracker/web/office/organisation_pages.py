"""The office's organisations."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.models.networks import Country, OrganisationKind
from tracker.services import organising
from tracker.web import words
from tracker.web.guard import office_access
from tracker.web.office.forms import ORGNR_TAKEN, OrganisationForm
from tracker.web.office.place import place


@place.page("/office/organisations", access=Permission.OFFICE)
def organisations() -> ResponseReturnValue:
    """List the organisations."""
    return render_template("office/organisations.html", rows=organising.organisations(office_access()))


@place.page("/office/organisations/new", access=Permission.OFFICE, methods=("GET", "POST"))
def new_organisation() -> ResponseReturnValue:
    """Add an organisation."""
    access = office_access()
    form = OrganisationForm(kind=OrganisationKind.HOSPITAL, country=Country.NO)
    if form.accepted():
        try:
            row = organising.create_organisation(access, form.facts())
        except organising.NameTakenError:
            form.refuse(form.name, words.TAKEN)
        except organising.OrgnrTakenError:
            form.refuse(form.orgnr, ORGNR_TAKEN)
        else:
            flash(_("%(name)s er lagt til.", name=row.name), "done")
            return redirect(url_for("office.organisations"))
    return render_template("office/organisation.html", form=form, row=None), form.status


@place.page("/office/organisations/<int:organisation_id>", access=Permission.OFFICE, methods=("GET", "POST"))
def edit_organisation(organisation_id: int) -> ResponseReturnValue:
    """Change an organisation."""
    access = office_access()
    row = organising.organisation(access, organisation_id)
    form = OrganisationForm(obj=row)
    if form.accepted():
        try:
            organising.change_organisation(access, row, form.facts())
        except organising.NameTakenError:
            form.refuse(form.name, words.TAKEN)
        except organising.OrgnrTakenError:
            form.refuse(form.orgnr, ORGNR_TAKEN)
        else:
            flash(_("%(name)s er lagret.", name=row.name), "done")
            return redirect(url_for("office.organisations"))
    return render_template("office/organisation.html", form=form, row=row), form.status
