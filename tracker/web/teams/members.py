"""Members of a team: a new role or profession, and leaving."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import Role
from tracker.models.teams import Membership
from tracker.services.refusal import Refused
from tracker.services.teams import members
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.components.roles import MAY
from tracker.web.core.guard import team_access
from tracker.web.teams.addresses import settings_address
from tracker.web.teams.forms import LAST_LEADER, MemberForm
from tracker.web.teams.routes import routes


@routes.page(
    "/teams/<team>/settings/members/<int:membership_id>", access=Permission.MANAGE_TEAM, methods=("GET", "POST")
)
def edit_member(membership_id: int) -> ResponseReturnValue:
    """Give a member another role or profession."""
    access = team_access()
    member = _present(access, membership_id)
    form = MemberForm(obj=member)
    form.edits(member, name=member.user.name, back=settings_address(access))
    if form.accepted():
        with form.refusing():
            members.change_membership(access, member, role=form.role.data, profession=form.profession.data)
            flash(form.saved(_("%(name)s er lagret.", name=member.user.name)), "done")
            return redirect(_onward(access, member))
    return render_template("teams/member.html", form=form, team=access.team, member=member, may=MAY), form.status


@routes.page(
    "/teams/<team>/settings/members/<int:membership_id>/end", access=Permission.MANAGE_TEAM, methods=("GET", "POST")
)
def end_membership(membership_id: int) -> ResponseReturnValue:
    """Ask, and then let a member leave; an invitation brings her back."""
    access = team_access()
    member = _present(access, membership_id)
    refusal = ""
    if request.method == "POST":
        try:
            members.end_membership(access, member)
        except Refused:
            refusal = str(LAST_LEADER)
        else:
            flash(_("%(name)s er ikke lenger med i teamet.", name=member.user.name), "done")
            return redirect(_onward(access, member))
    question = Confirmation(
        heading=_("Ta %(name)s ut av teamet?", name=member.user.name),
        consequences=(
            _(
                "%(name)s mister tilgangen til teamet med en gang. Det som er registrert, "
                "blir stående med navnet. Angrer du, inviterer du på nytt.",
                name=member.user.name,
            ),
        ),
        does=_("Ta ut av teamet"),
        button="secondary",
        action=url_for("teams.end_membership", team=access.team.slug, membership_id=member.id),
        keep=_("Behold"),
        back=url_for("teams.edit_member", team=access.team.slug, membership_id=member.id),
        above=((_("Team og medlemmer"), settings_address(access)),),
        crumb=_("Ta ut av teamet"),
        refusal=refusal,
    )
    return ask(access.team, question)


def _present(access: TeamAccess, membership_id: int) -> Membership:
    """Return a member who has not left."""
    member = access.one(Membership, membership_id)
    if member.left_on is not None:
        raise NotFoundError("membership")
    return member


def _onward(access: TeamAccess, member: Membership) -> str:
    """Return where to go: a leader who has stepped down or left herself may not come back here."""
    if member.user_id != access.user.id or (member.role is Role.LEADER and member.left_on is None):
        return settings_address(access)
    return url_for("home.start") if member.left_on else url_for("teams.team", team=access.team.slug)
