"""The office's learning networks."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.office import OfficeAccess
from tracker.access.permissions import Permission
from tracker.analysis.small_numbers import LEAST
from tracker.services.networks import networks as networks_service
from tracker.services.programmes import programmes
from tracker.web.core.guard import office_access
from tracker.web.networks.network_form import OfficeNetworkForm, form_of
from tracker.web.networks.routes import routes


@routes.page("/office/networks", access=Permission.OFFICE)
def office_networks() -> ResponseReturnValue:
    """List the learning networks."""
    return render_template("networks/office_networks.html", rows=networks_service.networks(office_access()))


@routes.page("/office/networks/new", access=Permission.OFFICE, methods=("GET", "POST"))
def new_network() -> ResponseReturnValue:
    """Add a learning network; its host is named on the page of a user."""
    access = office_access()
    form = OfficeNetworkForm(minimum_points=12, silent_after=3, small_number=LEAST)
    _offer_programmes(access, form)
    if form.accepted():
        with form.refusing():
            row = networks_service.create_network(access, form.facts())
            flash(_("%(name)s er lagt til. Gi en bruker rollen som vertskap.", name=row.name), "done")
            return redirect(url_for("networks.office_networks"))
    return render_template("networks/office_network.html", form=form, row=None), form.status


@routes.page("/office/networks/<int:network_id>", access=Permission.OFFICE, methods=("GET", "POST"))
def edit_network(network_id: int) -> ResponseReturnValue:
    """Change a learning network."""
    access = office_access()
    row = networks_service.network(access, network_id)
    form = form_of(OfficeNetworkForm, row)
    _offer_programmes(access, form)
    form.edits(row, name=row.name, back=url_for("networks.office_networks"))
    if form.accepted():
        with form.refusing():
            networks_service.change_network(access, row, form.facts())
            flash(form.saved(_("%(name)s er lagret.", name=row.name)), "done")
            return redirect(url_for("networks.office_networks"))
    return render_template("networks/office_network.html", form=form, row=row), form.status


def _offer_programmes(access: OfficeAccess, form: OfficeNetworkForm) -> None:
    form.programme_id.offer([(row.id, row.name) for row in programmes.programmes(access)])
