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
    """Send each to where she works: the host to the network, a member to the team, the administrator to the users."""
    places = navigation.navigation_of(actor().user)
    if places.closed and not places.any:
        return redirect(url_for("accounts.confirm"))
    if len(places.teams) == 1 and not places.networks:
        return redirect(url_for("teams.team", team=places.teams[0].slug))
    if len(places.networks) == 1 and not places.teams:
        return redirect(url_for("networks.matrix", network=places.networks[0].slug))
    if places.office and not places.teams and not places.networks:
        return redirect(url_for("accounts.users"))
    return render_template("home/start.html", places=places)


@routes.page("/teams", access=SIGNED_IN)
def teams() -> ResponseReturnValue:
    """List the person's teams, or go straight to the only one."""
    places = navigation.navigation_of(actor().user)
    if len(places.teams) == 1:
        return redirect(url_for("teams.team", team=places.teams[0].slug))
    return render_template("home/start.html", places=places)


@routes.page("/networks", access=SIGNED_IN)
def networks() -> ResponseReturnValue:
    """List the person's networks, or go straight to the only one."""
    places = navigation.navigation_of(actor().user)
    if len(places.networks) == 1:
        return redirect(url_for("networks.matrix", network=places.networks[0].slug))
    return render_template("home/start.html", places=places)
