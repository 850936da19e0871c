"""«Om nettverket», and the signature that a team's leader sets there."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.programme import ProgrammeAccess
from tracker.analysis.small_numbers import LEAST
from tracker.services.networks import agreement
from tracker.services.networks.agreement import Signing
from tracker.services.networks.networks import create_network
from tracker.views.networks.about import about_network
from tracker.web.core import query
from tracker.web.core.frame import by_name
from tracker.web.core.guard import network_access, programme_access, team_access
from tracker.web.core.language import locale
from tracker.web.networks.network_form import NetworkForm
from tracker.web.networks.routes import routes


@routes.page("/networks/<network>/about", access=Permission.READ_ABOUT)
def about() -> ResponseReturnValue:
    """Tell what the network is: no number of a team stands here, so all who take part read it."""
    access = network_access()
    return render_template(
        "networks/about.html",
        network=access.network,
        access=access,
        wording=agreement.wording(access.network),
        **by_name(about_network(access, locale())),
    )


@routes.page("/teams/<team>/agreements/<int:network_id>", access=Permission.MANAGE_TEAM, methods=("POST",))
def sign_agreement(network_id: int) -> ResponseReturnValue:
    """Sign for the team what its network has agreed."""
    access = team_access()
    network, signing = agreement.sign(access, network_id, read=query.hidden("read"))
    if signing is Signing.CHANGED:
        flash(_("Avtalen er endret etter at du åpnet siden. Les den én gang til før du undertegner."), "warning")
    else:
        flash(_("%(team)s har undertegnet avtalen.", team=access.team.name), "done")
    return redirect(url_for("networks.about", network=network.slug, _anchor="deal"))


@routes.page("/programmes/<programme>/networks/new", access=Permission.MANAGE_PROGRAMME, methods=("GET", "POST"))
def new_programme_network() -> ResponseReturnValue:
    """Let the owner of a programme add a network to it; its host is named by the office."""
    access: ProgrammeAccess = programme_access()
    form = NetworkForm(host=access.programme.owner, minimum_points=12, silent_after=3, small_number=LEAST)
    if form.accepted():
        with form.refusing():
            row = create_network(access, form.facts())
            flash(
                _("%(name)s er lagt til. Be en administrator gi en bruker rollen som vertskap for det.", name=row.name),
                "done",
            )
            return redirect(url_for("programmes.programme", programme=access.programme.slug))
    return render_template("networks/programme_network.html", form=form, programme=access.programme), form.status
