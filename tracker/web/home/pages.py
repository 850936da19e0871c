"""Pages of home: where a person starts, and her own account."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.services import accounts, teaming
from tracker.web import words
from tracker.web.guard import actor, session_row
from tracker.web.home.forms import AccountForm, PasswordForm
from tracker.web.place import SIGNED_IN, Place

place = Place("home", __name__)


@place.page("/", access=SIGNED_IN)
def start() -> ResponseReturnValue:
    """Send each to her own room: the host to the network, a member to the team, the administrator to the office."""
    rooms = teaming.rooms_of(actor().user)
    if len(rooms.teams) == 1 and not rooms.networks:
        return redirect(url_for("team_room.team", team=rooms.teams[0].slug))
    if len(rooms.networks) == 1 and not rooms.teams:
        return redirect(url_for("network.matrix", network=rooms.networks[0].slug))
    if rooms.office and not rooms.teams and not rooms.networks:
        return redirect(url_for("office.users"))
    return render_template("home/start.html", rooms=rooms)


@place.page("/teams", access=SIGNED_IN)
def teams() -> ResponseReturnValue:
    """List the person's teams, or go straight to the only one."""
    rooms = teaming.rooms_of(actor().user)
    if len(rooms.teams) == 1:
        return redirect(url_for("team_room.team", team=rooms.teams[0].slug))
    return render_template("home/start.html", rooms=rooms)


@place.page("/networks", access=SIGNED_IN)
def networks() -> ResponseReturnValue:
    """List the person's networks, or go straight to the only one."""
    rooms = teaming.rooms_of(actor().user)
    if len(rooms.networks) == 1:
        return redirect(url_for("network.matrix", network=rooms.networks[0].slug))
    return render_template("home/start.html", rooms=rooms)


@place.page("/account", access=SIGNED_IN, methods=("GET", "POST"))
def account() -> ResponseReturnValue:
    """Change one's own name, language and look."""
    form = AccountForm(obj=actor().user)
    if form.accepted():
        accounts.change_preferences(
            actor(), name=form.name.data or "", language=form.language.data, theme=form.theme.data
        )
        flash(_("Lagret."), "done")
        return redirect(url_for("home.account"))
    return render_template("home/account.html", form=form), form.status


@place.page("/account/password", access=SIGNED_IN, methods=("GET", "POST"))
def password() -> ResponseReturnValue:
    """Change the password; the person's other browsers are signed out."""
    form = PasswordForm()
    if form.accepted():
        try:
            accounts.change_password(
                actor(), current=form.current.data or "", new=form.new.data or "", keep=session_row()
            )
        except accounts.WrongPasswordError:
            form.refuse(form.current, words.PASSWORD_WRONG)
        else:
            flash(_("Passordet er byttet. Andre steder du var logget inn, er logget ut."), "done")
            return redirect(url_for("home.account"))
    return render_template("home/password.html", form=form, least=accounts.PASSWORD_LEAST), form.status


@place.page("/account/sign-out-everywhere", access=SIGNED_IN, methods=("POST",))
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of the person, this one too."""
    accounts.end_all_sessions(actor())
    session.clear()
    flash(_("Du er logget ut overalt."), "done")
    return redirect(url_for("home.start"))
