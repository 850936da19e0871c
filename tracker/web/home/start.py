"""Pages of home: where a person starts."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.access.memberships import own_teams
from tracker.access.organisation import advised_organisations, led_organisations
from tracker.access.permissions import Permission
from tracker.services.teams.navigation import Navigation
from tracker.views.home.organisation_teams import teams_page
from tracker.views.home.start_page import start_page
from tracker.views.organisation_tabs import organisation_counts
from tracker.views.voice_tabs import voice_tabs_of
from tracker.web.core.frame import by_name, places
from tracker.web.core.guard import actor, organisation_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.core.routes import SIGNED_IN
from tracker.web.home.routes import routes


@routes.page("/", access=SIGNED_IN)
def start() -> ResponseReturnValue:
    """Send each to where she works: a member to the team, an advisor to what is new, the host to the network."""
    found = places()
    if found.closed and not found.any:
        return redirect(url_for("accounts.confirm"))
    if len(found.teams) == 1 and not found.networks:
        # Who speaks for patients begins on the page that is made for her.
        speaks = any(team.may(Permission.REPRESENT) for team in own_teams(actor().user))
        return redirect(url_for("representatives.feedback" if speaks else "teams.team", team=found.teams[0].slug))
    way = _beyond_teams(found) if not found.teams else ""
    return redirect(way) if way else _page()


def _beyond_teams(found: Navigation) -> str:
    """Return where one without a team of her own begins; nothing where she has several places to choose among.

    An advisor reads what is new, a host her network, an owner her programme, a leader what teams have lifted to her.
    """
    if found.advised and (news := _only_news()):
        return news
    if len(found.networks) == 1:
        return url_for("networks.matrix", network=found.networks[0].slug)
    if found.networks:
        return ""
    if found.office:
        return url_for("accounts.users")
    if len(found.programmes) == 1 and not (found.advised or found.led):
        return url_for("programmes.programme", programme=found.programmes[0].slug)
    led = led_organisations(actor().user) if found.only_leads else ()
    return url_for("barriers.organisation_barriers", organisation=led[0].slug) if len(led) == 1 else ""


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
    if found.advised and not found.teams and (news := _only_news()):
        return redirect(news)
    return _page()


@routes.page("/organisations/<organisation>/teams", access=Permission.READ_CHARTS)
def organisation_teams() -> ResponseReturnValue:
    """List the teams of an organisation, for who advises it or leads in it."""
    access = organisation_access()
    page = teams_page(access, locale(), links())
    return render_template(
        "home/organisation_teams.html",
        organisation=access.organisation,
        access=access,
        counts=organisation_counts(access),
        **by_name(page),
    )


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


@routes.page("/what-matters", access=SIGNED_IN)
def voice() -> ResponseReturnValue:
    """Go straight to what patients say to a person's only team; with several she chooses one."""
    found = own_teams(actor().user)
    if len(found) == 1:
        (_text, endpoint), *_more = voice_tabs_of(found[0])
        return redirect(url_for(endpoint, team=found[0].slug))
    return _page()


@routes.page("/gatherings", access=SIGNED_IN)
def gatherings() -> ResponseReturnValue:
    """Go straight to the gatherings of a person's only network; with several she chooses one."""
    found = places()
    met = {entry.slug for entry in (*found.networks, *found.shared, *found.joined)}
    if len(met) == 1:
        return redirect(url_for("gatherings.gatherings", network=met.pop()))
    return _page()


def _only_news() -> str:
    """Return where an advisor of one organisation begins; nothing for who advises several."""
    advised = advised_organisations(actor().user)
    return url_for("signals.news", organisation=advised[0].slug) if len(advised) == 1 else ""


def _page() -> str:
    shown = start_page(actor(), locale(), links())
    advised = advised_organisations(actor().user) if places().advised else ()
    led = led_organisations(actor().user) if places().led else ()
    return render_template("home/start.html", places=places(), advised=advised, led=led, **by_name(shown))
