"""Pages of home: where a person starts, and her own account."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.services.teams import navigation
from tracker.web.core.guard import actor
from tracker.web.core.routes import SIGNED_IN
from tracker.web.home.routes import routes


@routes.page("/", access=SIGNED_IN)
def start() -> ResponseReturnValue:
    """Send each to her own room: the host to the network, a member to the team, the administrator to the office."""
    rooms = navigation.navigation_of(actor().user)
    if len(rooms.teams) == 1 and not rooms.networks:
        return redirect(url_for("teams.team", team=rooms.teams[0].slug))
    if len(rooms.networks) == 1 and not rooms.teams:
        return redirect(url_for("networks.matrix", network=rooms.networks[0].slug))
    if rooms.office and not rooms.teams and not rooms.networks:
        return redirect(url_for("accounts.users"))
    return render_template("home/start.html", rooms=rooms)


@routes.page("/teams", access=SIGNED_IN)
def teams() -> ResponseReturnValue:
    """List the person's teams, or go straight to the only one."""
    rooms = navigation.navigation_of(actor().user)
    if len(rooms.teams) == 1:
        return redirect(url_for("teams.team", team=rooms.teams[0].slug))
    return render_template("home/start.html", rooms=rooms)


@routes.page("/networks", access=SIGNED_IN)
def networks() -> ResponseReturnValue:
    """List the person's networks, or go straight to the only one."""
    rooms = navigation.navigation_of(actor().user)
    if len(rooms.networks) == 1:
        return redirect(url_for("networks.matrix", network=rooms.networks[0].slug))
    return render_template("home/start.html", rooms=rooms)
