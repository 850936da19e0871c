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
    """Send each to where she works: the host to the network, a member to the team, the owner to the programme."""
    places = navigation.navigation_of(actor().user)
    if len(places.teams) == 1 and not places.networks:
        return redirect(url_for("teams.team", team=places.teams[0].slug))
    if len(places.networks) == 1 and not places.teams:
        return redirect(url_for("networks.matrix", network=places.networks[0].slug))
    if places.office and not places.teams and not places.networks:
        return redirect(url_for("accounts.users"))
    if len(places.programmes) == 1 and not (places.teams or places.networks or places.advised or places.led):
        return redirect(url_for("programmes.programme", programme=places.programmes[0].slug))
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
    """List the person's networks and programmes, or go straight to the only one."""
    places = navigation.navigation_of(actor().user)
    ways = [url_for("networks.matrix", network=entry.slug) for entry in (*places.networks, *places.shared)]
    ways += [url_for("networks.about", network=entry.slug) for entry in places.joined]
    ways += [url_for("programmes.programme", programme=entry.slug) for entry in places.programmes]
    if len(ways) == 1:
        return redirect(ways[0])
    return render_template("home/start.html", places=places)
