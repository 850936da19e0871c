"""Pages of home: where a person starts."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.access.memberships import own_teams
from tracker.access.organisation import advised_organisations
from tracker.access.permissions import Permission
from tracker.views.home.start_page import start_page
from tracker.web.core.frame import by_name, places
from tracker.web.core.guard import actor
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.core.routes import SIGNED_IN
from tracker.web.home.routes import routes


@routes.page("/", access=SIGNED_IN)
def start() -> ResponseReturnValue:
    """Send each to where she works: the host to the network, a member to the team, the owner to the programme."""
    found = places()
    if found.closed and not found.any:
        return redirect(url_for("accounts.confirm"))
    if len(found.teams) == 1 and not found.networks:
        # Who speaks for patients begins on the page that is made for her.
        speaks = any(team.may(Permission.REPRESENT) for team in own_teams(actor().user))
        return redirect(url_for("representatives.feedback" if speaks else "teams.team", team=found.teams[0].slug))
    if len(found.networks) == 1 and not found.teams:
        return redirect(url_for("networks.matrix", network=found.networks[0].slug))
    if found.office and not found.teams and not found.networks:
        return redirect(url_for("accounts.users"))
    if len(found.programmes) == 1 and not (found.teams or found.networks or found.advised or found.led):
        return redirect(url_for("programmes.programme", programme=found.programmes[0].slug))
    return _page()


@routes.page("/start", access=SIGNED_IN)
def overview() -> ResponseReturnValue:
    """Show the start page itself, also to who has one place: it stands behind the name in the bar."""
    return _page()


@routes.page("/teams", access=SIGNED_IN)
def teams() -> ResponseReturnValue:
    """List the person's teams, or go straight to the only one."""
    found = places()
    if len(found.teams) == 1:
        return redirect(url_for("teams.team", team=found.teams[0].slug))
    return _page()


@routes.page("/networks", access=SIGNED_IN)
def networks() -> ResponseReturnValue:
    """List the person's networks and programmes, or go straight to the only one."""
    found = places()
    ways = [url_for("networks.matrix", network=entry.slug) for entry in (*found.networks, *found.shared)]
    ways += [url_for("networks.about", network=entry.slug) for entry in found.joined]
    ways += [url_for("programmes.programme", programme=entry.slug) for entry in found.programmes]
    if len(ways) == 1:
        return redirect(ways[0])
    return _page()


@routes.page("/gatherings", access=SIGNED_IN)
def gatherings() -> ResponseReturnValue:
    """Go straight to the gatherings of a person's only network; with several she chooses one."""
    found = places()
    met = {entry.slug for entry in (*found.networks, *found.shared, *found.joined)}
    if len(met) == 1:
        return redirect(url_for("gatherings.gatherings", network=met.pop()))
    return _page()


def _page() -> str:
    shown = start_page(actor(), locale(), links())
    advised = advised_organisations(actor().user) if places().advised else ()
    return render_template("home/start.html", places=places(), advised=advised, **by_name(shown))
