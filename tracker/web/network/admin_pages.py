"""How a network is kept: the host changes it, makes its teams, and invites the leaders they wait for."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.access.permissions import Permission
from tracker.models.teams import ServiceKind
from tracker.services import networking, organising, teaming
from tracker.web import words
from tracker.web.guard import network_access
from tracker.web.network.admin_forms import LeaderForm, NewTeamForm
from tracker.web.network.place import place
from tracker.web.network_form import form_of
from tracker.web.once import show_once, shown_once

ALREADY_MEMBER = lazy_gettext("Personen med denne adressen er alt med i teamet.")
HAS_LEADER = lazy_gettext("Teamet har fått en leder i mellomtiden. Det er hun eller han som inviterer nå.")


@place.page("/networks/<network>/teams/new", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def new_team() -> ResponseReturnValue:
    """Make a team and show the link for its first leader, once; the page is then ready for the next team."""
    access = network_access()
    form = NewTeamForm(service=ServiceKind.HOSPITAL_WARD)
    form.organisations.offer([(row.id, row.name) for row in organising.organisations(access)])
    if form.accepted():
        try:
            team, token = networking.new_team(
                access,
                name=form.name.data or "",
                service=form.service.data,
                organisation_ids=form.organisations.data or (),
                leader_email=form.email.data or "",
            )
        except organising.NameTakenError:
            form.refuse(form.name, words.TAKEN)
        else:
            flash(_("%(name)s er med i nettverket.", name=team.name), "done")
            return _hand_over(form.email.data or "", token)
    page = render_template(
        "network/new_team.html",
        form=form,
        network=access.network,
        waiting=networking.leaderless(access),
        once=shown_once(),
        days=teaming.INVITATION_DAYS,
    )
    return page, form.status


@place.page("/networks/<network>/teams/<int:team_id>/leader", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def invite_leader(team_id: int) -> ResponseReturnValue:
    """Invite the leader of a team that has none: the first one did not come, or her link was lost."""
    access = network_access()
    team = networking.leaderless_team(access, team_id)
    form = LeaderForm()
    if form.accepted():
        try:
            token = networking.invite_leader(access, team, email=form.email.data or "")
        except teaming.AlreadyMemberError:
            form.refuse(form.email, ALREADY_MEMBER)
        except networking.HasLeaderError:
            form.refuse(None, HAS_LEADER)
        else:
            return _hand_over(form.email.data or "", token)
    page = render_template("network/leader.html", form=form, network=access.network, team=team)
    return page, form.status


@place.page("/networks/<network>/edit", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def edit() -> ResponseReturnValue:
    """Change what the network is called, when it runs, and from when its charts are judged."""
    access = network_access()
    form = form_of(access.network)
    if form.accepted():
        try:
            organising.change_network(access, access.network, form.facts())
        except organising.NameTakenError:
            form.refuse(form.name, words.TAKEN)
        else:
            flash(_("Lagret."), "done")
            return redirect(url_for("network.matrix", network=access.network.slug))
    return render_template("network/edit.html", form=form, network=access.network), form.status


def _hand_over(email: str, token: str) -> ResponseReturnValue:
    page = url_for("network.new_team", network=network_access().network.slug)
    show_once(page, link=url_for("front_door.invitation", token=token, _external=True), who=email)
    return redirect(page)
