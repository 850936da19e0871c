"""Pages of home: where a person starts."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.services.teams import navigation
from tracker.views.home.start_page import start_page
from tracker.web.core.frame import by_name
from tracker.web.core.guard import actor
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.core.routes import SIGNED_IN
from tracker.web.home.routes import routes


@routes.page("/", access=SIGNED_IN)
def start() -> ResponseReturnValue:
    """Send each to where she works: the host to the network, a member to the team, the owner to the programme."""
    places = navigation.navigation_of(actor().user)
    if places.closed and not places.any:
        return redirect(url_for("accounts.confirm"))
    if len(places.teams) == 1 and not places.networks:
        return redirect(url_for("teams.team", team=places.teams[0].slug))
    if len(places.networks) == 1 and not places.teams:
        return redirect(url_for("networks.matrix", network=places.networks[0].slug))
    if places.office and not places.teams and not places.networks:
        return redirect(url_for("accounts.users"))
    if len(places.programmes) == 1 and not (places.teams or places.networks or places.advised or places.led):
        return redirect(url_for("programmes.programme", programme=places.programmes[0].slug))
    return _page(places)


@routes.page("/start", access=SIGNED_IN)
def overview() -> ResponseReturnValue:
    """Show the start page itself, also to who has one place: it stands behind the name in the bar."""
    return _page(navigation.navigation_of(actor().user))


@routes.page("/teams", access=SIGNED_IN)
def teams() -> ResponseReturnValue:
    """List the person's teams, or go straight to the only one."""
    places = navigation.navigation_of(actor().user)
    if len(places.teams) == 1:
        return redirect(url_for("teams.team", team=places.teams[0].slug))
    return _page(places)


@routes.page("/networks", access=SIGNED_IN)
def networks() -> ResponseReturnValue:
    """List the person's networks and programmes, or go straight to the only one."""
    places = navigation.navigation_of(actor().user)
    ways = [url_for("networks.matrix", network=entry.slug) for entry in (*places.networks, *places.shared)]
    ways += [url_for("networks.about", network=entry.slug) for entry in places.joined]
    ways += [url_for("programmes.programme", programme=entry.slug) for entry in places.programmes]
    if len(ways) == 1:
        return redirect(ways[0])
    return _page(places)


@routes.page("/gatherings", access=SIGNED_IN)
def gatherings() -> ResponseReturnValue:
    """Go straight to the gatherings of a person's only network; with several she chooses one."""
    places = navigation.navigation_of(actor().user)
    met = {entry.slug for entry in (*places.networks, *places.shared, *places.joined)}
    if len(met) == 1:
        return redirect(url_for("gatherings.gatherings", network=met.pop()))
    return _page(places)


def _page(places: navigation.Navigation) -> str:
    shown = start_page(actor(), locale(), links())
    return render_template("home/start.html", places=places, **by_name(shown))
