"""The network's overview of barriers, for its host: kinds and whether they are answered, never their words."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.access.permissions import Permission
from tracker.views.barriers.network_page import network_barriers
from tracker.web.barriers.routes import routes
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale


@routes.page("/networks/<network>/barriers", access=Permission.MANAGE_NETWORK)
def network_barriers_page() -> ResponseReturnValue:
    """Show which kinds of barriers the teams meet."""
    access = network_access()
    return render_template(
        "barriers/network.html", access=access, network=access.network, shown=network_barriers(access, locale())
    )
