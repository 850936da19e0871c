"""The team's people: its members, and the invitations that are out."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.access.doors import OSLO, NotFoundError, TeamAccess
from tracker.access.permissions import Permission
from tracker.models.people import Profession, Role
from tracker.models.teams import Membership
from tracker.services import teaming
from tracker.web.guard import team_access
from tracker.web.once import show_once, shown_once
from tracker.web.roles import MAY
from tracker.web.team_room.people_forms import InviteForm, MemberForm, TeamForm
from tracker.web.team_room.place import place

LAST_LEADER = lazy_gettext("Teamet må ha minst én teamleder. Gjør en annen til teamleder først.")
ALREADY_MEMBER = lazy_gettext("Personen med denne adressen er alt med i teamet.")


@place.page("/teams/<team>/settings", access=Permission.MANAGE_TEAM, methods=("GET", "POST"))
def settings() -> ResponseReturnValue:
    """Show who is in the team and who is invited, and what the team is called."""
    access = team_access()
    form = TeamForm(obj=access.team)
    if form.accepted():
        teaming.change_team(access, name=form.name.data or "", service=form.service.data)
        flash(_("Lagret."), "done")
        return redirect(_settings(access))
    page = render_template(
        "team_room/settings.html",
        form=form,
        access=access,
        team=access.team,
        zone=OSLO,
        members=teaming.members(access),
        invitations=teaming.open_invitations(access),
        once=shown_once(),
    )
    return page, form.status


@place.page("/teams/<team>/settings/invitations/new", access=Permission.MANAGE_TEAM, methods=("GET", "POST"))
def invite() -> ResponseReturnValue:
    """Invite a person by a link that is shown once. `?email=` fills in the address of one whose link was lost."""
    access = team_access()
    asked = request.args.get("email", "")[:254]
    form = InviteForm(email=asked, role=Role.MEMBER, profession=Profession.NURSE)
    if form.accepted():
        email = form.email.data or ""
        try:
            token = teaming.invite(access, email=email, role=form.role.data, profession=form.profession.data)
        except teaming.AlreadyMemberError:
            form.refuse(form.email, ALREADY_MEMBER)
        else:
            link = url_for("front_door.invitation", token=token, _external=True)
            show_once(_settings(access), link=link, who=email)
            return redirect(_settings(access))
    page = render_template("team_room/invite.html", form=form, team=access.team, may=MAY, days=teaming.INVITATION_DAYS)
    return page, form.status


@place.page(
    "/teams/<team>/settings/invitations/<int:invitation_id>/revoke", access=Permission.MANAGE_TEAM, methods=("POST",)
)
def revoke_invitation(invitation_id: int) -> ResponseReturnValue:
    """Withdraw an invitation. Nothing is lost: a new one can be sent."""
    access = team_access()
    invitation = access.invitation(invitation_id)
    teaming.revoke(access, invitation)
    flash(_("Invitasjonen til %(email)s er trukket tilbake.", email=invitation.email), "done")
    return redirect(_settings(access))


@place.page(
    "/teams/<team>/settings/members/<int:membership_id>", access=Permission.MANAGE_TEAM, methods=("GET", "POST")
)
def edit_member(membership_id: int) -> ResponseReturnValue:
    """Give a member another role or profession."""
    access = team_access()
    member = _present(access, membership_id)
    form = MemberForm(obj=member)
    if form.accepted():
        try:
            teaming.change_membership(access, member, role=form.role.data, profession=form.profession.data)
        except teaming.LastLeaderError:
            form.refuse(form.role, LAST_LEADER)
        else:
            flash(_("%(name)s er lagret.", name=member.user.name), "done")
            return redirect(_onward(access, member))
    return render_template("team_room/member.html", form=form, team=access.team, member=member, may=MAY), form.status


@place.page(
    "/teams/<team>/settings/members/<int:membership_id>/end", access=Permission.MANAGE_TEAM, methods=("GET", "POST")
)
def end_membership(membership_id: int) -> ResponseReturnValue:
    """Ask, and then let a member leave; an invitation brings her back."""
    access = team_access()
    member = _present(access, membership_id)
    refusal = ""
    if request.method == "POST":
        try:
            teaming.end_membership(access, member)
        except teaming.LastLeaderError:
            refusal = str(LAST_LEADER)
        else:
            flash(_("%(name)s er ikke lenger med i teamet.", name=member.user.name), "done")
            return redirect(_onward(access, member))
    page = render_template("team_room/end_membership.html", team=access.team, member=member, refusal=refusal)
    return page, 422 if refusal else 200


def _present(access: TeamAccess, membership_id: int) -> Membership:
    """Give a member who has not left."""
    member = access.membership(membership_id)
    if member.left_on is not None:
        raise NotFoundError("membership")
    return member


def _settings(access: TeamAccess) -> str:
    return url_for("team_room.settings", team=access.team.slug)


def _onward(access: TeamAccess, member: Membership) -> str:
    """Give where to go: a leader who has stepped down or left herself may not come back here."""
    if member.user_id != access.user.id or (member.role is Role.LEADER and member.left_on is None):
        return _settings(access)
    return url_for("home.start") if member.left_on else url_for("team_room.team", team=access.team.slug)
