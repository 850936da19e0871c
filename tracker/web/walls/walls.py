"""All charts of an organisation on one wall, and one measure of a network's teams on another."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from tracker.access.permissions import Permission
from tracker.text.id_list import write_ids
from tracker.views.organisation_tabs import organisation_counts
from tracker.views.walls.question import WallQuestion, read_wall
from tracker.views.walls.wall import wall_page
from tracker.web.core import query
from tracker.web.core.frame import by_name
from tracker.web.core.guard import network_access, organisation_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.walls.routes import routes


@routes.page("/organisations/<organisation>/charts", access=Permission.READ_CHARTS)
def organisation() -> ResponseReturnValue:
    """Show every chart of the organisation's teams, each measure on its own scale."""
    access = organisation_access()
    page = wall_page(access, _asked(), locale(), links())
    return render_template(
        "walls/organisation.html",
        organisation=access.organisation,
        access=access,
        counts=organisation_counts(access, news=page.unread),
        links=links(),
        **by_name(page),
    )


@routes.page("/networks/<network>/charts", access=Permission.READ_NETWORK)
def network() -> ResponseReturnValue:
    """Show one measure of every team of the network that this person follows."""
    access = network_access()
    page = wall_page(access, _asked(), locale(), links())
    return render_template(
        "walls/network.html",
        network=access.network,
        access=access,
        hosts=access.may(Permission.MANAGE_NETWORK),
        silent_list=write_ids(page.silent),
        links=links(),
        **by_name(page),
    )


def _asked() -> WallQuestion:
    """Read the address; what it names and is not there is not found."""
    return read_wall(query.address()) or abort(404)
