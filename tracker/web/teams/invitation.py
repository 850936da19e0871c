"""The page behind an invitation: what the role may do, and accepting it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.models.base import db
from tracker.models.teams import Invitation
from tracker.services.accounts import passwords
from tracker.services.refusal import Refused
from tracker.services.teams import invitations
from tracker.web.components.roles import MAY
from tracker.web.core.guard import actor, now, person
from tracker.web.core.routes import ANYONE
from tracker.web.core.session_cookie import start_session
from tracker.web.teams.invitation_forms import AcceptForm, JoinForm
from tracker.web.teams.routes import routes


@routes.page("/invitations/<token>", access=ANYONE, methods=("GET", "POST"))
def invitation(token: str) -> ResponseReturnValue:
    """Let the invited person into the team: with a new account, or with the one she is signed in to."""
    try:
        return _join(invitations.find_invitation(token, now=now()), token)
    except invitations.InvitationUsedError:
        user = person()
        team = invitations.joined_by(token, user) if user and request.method == "POST" else None
        if team is not None:  # the button was pressed twice: the first press let her in
            return redirect(url_for("teams.team", team=team.slug))
        return render_template("teams/invitation_used.html"), 404
    except Refused:  # somebody opened the account while she filled in the form
        db.session.rollback()
        return redirect(url_for("accounts.sign_in", next=request.path))


def _join(row: Invitation, token: str) -> ResponseReturnValue:
    if person() is not None:
        return _join_signed_in(row, token)
    if invitations.has_account(row):
        return redirect(url_for("accounts.sign_in", next=request.path))
    form = JoinForm(asks_profession=invitations.asks_profession(row))
    form.password.lies_near(row.team.name, row.email, form.name.data or "")
    if form.accepted():
        user = invitations.accept_as_new(
            row,
            name=form.name.data or "",
            password=form.password.data or "",
            profession=form.said_profession,
            now=now(),
        )
        start_session(user)
        flash(_("Velkommen til %(team)s.", team=row.team.name), "done")
        return redirect(url_for("teams.team", team=row.team.slug))
    page = render_template(
        "teams/invitation.html",
        form=form,
        invitation=row,
        token=token,
        may=MAY[row.role.value],
        least=passwords.PASSWORD_LEAST,
    )
    return page, form.status


def _join_signed_in(row: Invitation, token: str) -> ResponseReturnValue:
    if actor().user.email != row.email:
        return render_template("teams/invitation_other.html", invitation=row), 403
    form = AcceptForm(asks_profession=invitations.asks_profession(row))
    if form.accepted():
        invitations.accept(row, actor(), profession=form.said_profession)
        flash(_("Velkommen til %(team)s.", team=row.team.name), "done")
        return redirect(url_for("teams.team", team=row.team.slug))
    page = render_template(
        "teams/invitation_accept.html", form=form, invitation=row, token=token, may=MAY[row.role.value]
    )
    return page, form.status
