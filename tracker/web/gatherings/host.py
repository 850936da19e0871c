"""The list of a network's gatherings, and one of them. Whoever is in one of the teams is sent to the team's side."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.models.gatherings import GatheringStatus
from tracker.models.teams import Team
from tracker.services.gatherings.feed import has_feed
from tracker.services.gatherings.gatherings import gathering as find_gathering
from tracker.services.gatherings.gatherings import own_team
from tracker.services.gatherings.numbering import status_of
from tracker.views.gatherings.host_page import host_page
from tracker.views.gatherings.listing import network_list
from tracker.views.gatherings.minutes_page import minutes_page
from tracker.web.components.shown_once import shown_once
from tracker.web.core import query
from tracker.web.core.frame import by_name
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.core.settings import settings
from tracker.web.gatherings.forms import ActionForm
from tracker.web.gatherings.routes import routes


@routes.page("/networks/<network>/gatherings", access=Permission.MEET)
def gatherings() -> ResponseReturnValue:
    """List what comes and what has been."""
    access = network_access()
    if not access.may(Permission.READ_NETWORK):
        return redirect(url_for("gatherings.team_gatherings", team=_own_team(access)))
    return render_template(
        "gatherings/gatherings.html",
        network=access.network,
        team=None,
        hosts=access.may(Permission.MANAGE_NETWORK),
        has_feed=has_feed(access),
        once=shown_once(),
        listed=network_list(access, locale(), everything=query.is_set("all")),
        here=url_for("gatherings.gatherings", network=access.network.slug),
    )


@routes.page("/networks/<network>/gatherings/<int:gathering_id>", access=Permission.MEET)
def gathering(gathering_id: int) -> ResponseReturnValue:
    """Show one gathering: before it who is ready, after it what was agreed."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    if not access.may(Permission.READ_NETWORK):
        return redirect(url_for("gatherings.team_gathering", team=_own_team(access), gathering_id=row.id))
    if status_of(row, access.now) is GatheringStatus.HELD:
        return redirect(url_for("gatherings.minutes", network=access.network.slug, gathering_id=row.id))
    page = host_page(access, row, locale(), page=query.page_number(strict=True))
    return render_template(
        "gatherings/gathering.html",
        network=access.network,
        hosts=access.may(Permission.MANAGE_NETWORK),
        **by_name(page),
    )


@routes.page("/networks/<network>/gatherings/<int:gathering_id>/minutes", access=Permission.READ_NETWORK)
def minutes(gathering_id: int) -> ResponseReturnValue:
    """Show what there is of a gathering that is held: what was agreed, the minutes, who came."""
    return show_minutes(network_access(), gathering_id)


def show_minutes(access: NetworkAccess, gathering_id: int, form: ActionForm | None = None) -> str:
    """Return the page, with the form it was asked with where that could not be accepted."""
    row = find_gathering(access, gathering_id)
    page = minutes_page(access, row, locale())
    return render_template(
        "gatherings/minutes.html",
        network=access.network,
        hosts=access.may(Permission.MANAGE_NETWORK),
        sends=settings().mail is not None or settings().demo,
        form=form or action_form(page.teams),
        **by_name(page),
    )


def action_form(teams: Sequence[Team]) -> ActionForm:
    """Make the form for something that is agreed, with the teams that may own it."""
    form = ActionForm()
    form.owner.offer([(team.id, team.name) for team in teams])
    return form


def _own_team(access: NetworkAccess) -> str:
    """Return the address of the team by which somebody meets here: the one that is asked for, else the first."""
    slug = own_team(access, query.slug("team"))
    if slug is None:
        raise NotFoundError("team")
    return slug
