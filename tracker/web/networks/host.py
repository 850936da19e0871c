"""How a network is kept: the host changes it, makes its teams, and invites the leaders they wait for."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.models.teams import ServiceKind
from tracker.services.networks import networks, new_teams
from tracker.services.organisations import organisations
from tracker.services.teams import invitations
from tracker.web.components.shown_once import show_once, shown_once
from tracker.web.core.guard import network_access
from tracker.web.core.links import whole_address
from tracker.web.networks.host_forms import LeaderForm, NewTeamForm
from tracker.web.networks.network_form import NetworkForm, form_of
from tracker.web.networks.routes import routes


@routes.page("/networks/<network>/teams/new", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def new_team() -> ResponseReturnValue:
    """Make a team and show the link for its first leader, once; the page is then ready for the next team."""
    access = network_access()
    form = NewTeamForm(service=ServiceKind.HOSPITAL_WARD)
    form.organisations.offer([(row.id, row.name) for row in organisations.organisations(access)])
    if form.accepted():
        with form.refusing():
            team, token = new_teams.new_team(
                access,
                name=form.name.data or "",
                service=form.service.data,
                organisation_ids=form.organisations.data or (),
                leader_email=form.email.data or "",
            )
            flash(_("%(name)s er med i nettverket.", name=team.name), "done")
            return _hand_over(form.email.data or "", token)
    page = render_template(
        "networks/new_team.html",
        form=form,
        network=access.network,
        waiting=new_teams.leaderless(access),
        once=shown_once(),
        days=invitations.INVITATION_DAYS,
    )
    return page, form.status


@routes.page(
    "/networks/<network>/teams/<int:team_id>/leader", access=Permission.MANAGE_NETWORK, methods=("GET", "POST")
)
def invite_leader(team_id: int) -> ResponseReturnValue:
    """Invite the leader of a team that has none: the first one did not come, or her link was lost."""
    access = network_access()
    team = new_teams.leaderless_team(access, team_id)
    form = LeaderForm()
    if form.accepted():
        with form.refusing():
            token = new_teams.invite_leader(access, team, email=form.email.data or "")
            return _hand_over(form.email.data or "", token)
    page = render_template("networks/invite_leader.html", form=form, network=access.network, team=team)
    return page, form.status


@routes.page("/networks/<network>/edit", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def edit() -> ResponseReturnValue:
    """Change what the network is, who stands behind, what is agreed, and from when its charts are judged."""
    access = network_access()
    form = form_of(NetworkForm, access.network)
    form.edits(access.network, name=access.network.name, back=url_for("networks.about", network=access.network.slug))
    if form.accepted():
        with form.refusing():
            networks.change_network(access, access.network, form.facts())
            flash(form.saved(_("Lagret.")), "done")
            return redirect(url_for("networks.about", network=access.network.slug))
    return render_template("networks/edit.html", form=form, network=access.network), form.status


def _hand_over(email: str, token: str) -> ResponseReturnValue:
    page = url_for("networks.new_team", network=network_access().network.slug)
    show_once(page, link=whole_address("teams.invitation", token=token), who=email)
    return redirect(page)
