"""The office's learning networks."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.services import organising
from tracker.web import words
from tracker.web.guard import office_access
from tracker.web.network_form import NetworkForm, form_of
from tracker.web.office.place import place


@place.page("/office/networks", access=Permission.OFFICE)
def networks() -> ResponseReturnValue:
    """List the learning networks."""
    return render_template("office/networks.html", rows=organising.networks(office_access()))


@place.page("/office/networks/new", access=Permission.OFFICE, methods=("GET", "POST"))
def new_network() -> ResponseReturnValue:
    """Add a learning network; its host is named on the page of a user."""
    access = office_access()
    form = NetworkForm(minimum_points=12, silent_after=3, small_number=5)
    if form.accepted():
        try:
            row = organising.create_network(access, form.facts())
        except organising.NameTakenError:
            form.refuse(form.name, words.TAKEN)
        else:
            flash(_("%(name)s er lagt til. Gi en bruker vertskapet for det.", name=row.name), "done")
            return redirect(url_for("office.networks"))
    return render_template("office/network.html", form=form, row=None), form.status


@place.page("/office/networks/<int:network_id>", access=Permission.OFFICE, methods=("GET", "POST"))
def edit_network(network_id: int) -> ResponseReturnValue:
    """Change a learning network."""
    access = office_access()
    row = organising.network(access, network_id)
    form = form_of(row)
    if form.accepted():
        try:
            organising.change_network(access, row, form.facts())
        except organising.NameTakenError:
            form.refuse(form.name, words.TAKEN)
        else:
            flash(_("%(name)s er lagret.", name=row.name), "done")
            return redirect(url_for("office.networks"))
    return render_template("office/network.html", form=form, row=row), form.status
