"""Is it she? Asked of those who record in a team, when the office has given a member a new password."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.services.accounts import held
from tracker.services.refusal import Refused
from tracker.views.account_links import link_lines
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.transactions import refuse_changes
from tracker.web.teams.routes import routes


@routes.page("/teams/<team>/members/<int:membership_id>/confirm", access=Permission.RECORD, methods=("GET", "POST"))
def confirm_member(membership_id: int) -> ResponseReturnValue:
    """Tell what has happened and ask; posted, open the team to her."""
    access = team_access()
    member = held.held_member(access, membership_id)
    refusal = ""
    if request.method == "POST":
        try:
            held.confirm_member(access, member)
        except Refused:
            refuse_changes()
            refusal = _("Du har laget lenken selv. En annen i teamet må svare.")
        else:
            flash(_("Takk. Teamet er åpent for %(name)s igjen.", name=member.user.name), "done")
            return redirect(url_for("teams.team", team=access.team.slug))
    lines = link_lines(held.links_of(member.user), locale(), now=access.now)
    page = render_template(
        "teams/confirm_member.html",
        access=access,
        team=access.team,
        member=member,
        link=lines[0] if lines else None,
        refusal=refusal,
    )
    return page, 422 if refusal else 200


@routes.page("/teams/<team>/members/<int:membership_id>/deny", access=Permission.RECORD, methods=("POST",))
def deny_member(membership_id: int) -> ResponseReturnValue:
    """Say that it is not she: whoever uses the account is out."""
    access = team_access()
    member = held.held_member(access, membership_id)
    held.deny_member(access, member)
    name = member.user.name
    flash(_("Takk. Den som brukte kontoen til %(name)s, er logget ut, og passordet virker ikke.", name=name), "done")
    return redirect(url_for("teams.team", team=access.team.slug))
