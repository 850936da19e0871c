"""The team's people: its members, and the invitations that are out."""

from __future__ import annotations

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.models.accounts import Profession, Role
from tracker.models.teams import Invitation
from tracker.services.teams import invitations, members, teams
from tracker.web.components.roles import MAY
from tracker.web.components.shown_once import show_once, shown_once
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.links import whole_address
from tracker.web.teams.addresses import settings_address
from tracker.web.teams.forms import InviteForm, TeamForm
from tracker.web.teams.routes import routes


@routes.page("/teams/<team>/settings", access=Permission.MANAGE_TEAM, methods=("GET", "POST"))
def settings() -> ResponseReturnValue:
    """Show who is in the team and who is invited, and what the team is called."""
    access = team_access()
    form = TeamForm(obj=access.team)
    form.edits(access.team, name=access.team.name, back=settings_address(access))
    if form.accepted():
        with form.refusing():
            teams.change_team(access, name=form.name.data or "", service=form.service.data)
            flash(form.saved(_("Lagret.")), "done")
            return redirect(settings_address(access))
    page = render_template(
        "teams/settings.html",
        form=form,
        access=access,
        team=access.team,
        members=members.members(access),
        invitations=invitations.open_invitations(access),
        once=shown_once(),
    )
    return page, form.status


@routes.page("/teams/<team>/settings/invitations/new", access=Permission.MANAGE_TEAM, methods=("GET", "POST"))
def invite() -> ResponseReturnValue:
    """Invite a person by a link that is shown once. `?email=` fills in the address of one whose link was lost."""
    access = team_access()
    asked = query.words("email")
    form = InviteForm(email=asked, role=Role.MEMBER, profession=Profession.NURSE)
    if form.accepted():
        email = form.email.data or ""
        with form.refusing():
            token = invitations.invite(access, email=email, role=form.role.data, profession=form.profession.data)
            link = whole_address("teams.invitation", token=token)
            show_once(settings_address(access), link=link, who=email)
            return redirect(settings_address(access))
    page = render_template("teams/invite.html", form=form, team=access.team, may=MAY, days=invitations.INVITATION_DAYS)
    return page, form.status


@routes.page(
    "/teams/<team>/settings/invitations/<int:invitation_id>/revoke", access=Permission.MANAGE_TEAM, methods=("POST",)
)
def revoke_invitation(invitation_id: int) -> ResponseReturnValue:
    """Withdraw an invitation. Nothing is lost: a new one can be sent."""
    access = team_access()
    invitation = access.one(Invitation, invitation_id)
    invitations.revoke(access, invitation)
    flash(_("Invitasjonen til %(email)s er trukket tilbake.", email=invitation.email), "done")
    return redirect(settings_address(access))
