"""All teams of a network together: one curve, and whether the teams are unlike."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.access.permissions import Permission
from tracker.views.networks.together import together as together_page
from tracker.web.core import query
from tracker.web.core.frame import by_name
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.networks.routes import routes


@routes.page("/networks/<network>/together", access=Permission.READ_NETWORK)
def together() -> ResponseReturnValue:
    """Show one measure of all teams together, small numbers withheld from other teams."""
    access = network_access()
    page = together_page(access, query.row_id("measure", strict=True), locale())
    return render_template("networks/together.html", network=access.network, access=access, **by_name(page))
