"""Many teams at once: the host pastes a list, and is given a link for each leader."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.access.permissions import Permission
from tracker.models.teams import ServiceKind
from tracker.services.networks import new_teams as new_teams_service
from tracker.services.organisations import organisations
from tracker.services.teams import invitations
from tracker.web.core.guard import network_access
from tracker.web.core.language import choices
from tracker.web.core.links import whole_address
from tracker.web.networks.routes import routes
from tracker.web.networks.team_list_form import MOST_LINES, TeamListForm


@routes.page("/networks/<network>/teams/list", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def new_teams() -> ResponseReturnValue:
    """Make all teams of a list, or none; the answer shows the links for their leaders, this once.

    The links stand in the answer itself: two hundred are more than a cookie holds, and nothing else may keep them.
    Sent again, the form is told that the names are taken.
    """
    access = network_access()
    homes = organisations.organisations(access)
    form = TeamListForm(service=ServiceKind.HOSPITAL_WARD)
    form.teams.offer([(row.id, row.name) for row in homes], new_teams_service.team_names(access))
    if form.accepted():
        with form.refusing():
            return _made(new_teams_service.new_teams(access, form.teams.teams))
    page = render_template(
        "networks/team_list.html",
        form=form,
        network=access.network,
        homes=[row.name for row in homes],
        services=list(choices(ServiceKind).values()),
        most=MOST_LINES,
    )
    return page, form.status


def _made(made: Sequence[new_teams_service.MadeTeam]) -> ResponseReturnValue:
    links = [
        (one.team.name, one.leader_email, whole_address("teams.invitation", token=one.token))
        for one in made
        if one.token
    ]
    return render_template(
        "networks/teams_made.html",
        network=network_access().network,
        made=made,
        links=links,
        uninvited=[one.team.name for one in made if not one.token],
        days=invitations.INVITATION_DAYS,
    )
