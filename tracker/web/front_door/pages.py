"""Pages at the front door: open to anyone, and safe to be."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import text

from tracker.models.base import db
from tracker.models.people import Language, User
from tracker.models.teams import Invitation
from tracker.services import accounts, teaming
from tracker.web import words
from tracker.web.front_door.forms import AcceptForm, JoinForm, SetPasswordForm, SignInForm
from tracker.web.front_door.help import help_in
from tracker.web.guard import TOKEN, actor, now, person, session_row
from tracker.web.languages import language, remember
from tracker.web.place import ANYONE, SIGNED_IN, Place
from tracker.web.roles import MAY
from tracker.web.settings import settings
from tracker.web.settle import keep_changes

place = Place("front_door", __name__)


@place.page("/sign-in", access=ANYONE, methods=("GET", "POST"))
def sign_in() -> ResponseReturnValue:
    """Let a person in with her address and password."""
    if person() is not None and request.method == "GET":
        return redirect(url_for("home.start"))
    form = SignInForm()
    if form.accepted():
        try:
            user = accounts.sign_in(
                email=form.email.data or "",
                password=form.password.data or "",
                address=request.remote_addr or "",
                brake=settings().brake,
                per_address=settings().attempts_per_address,
                now=now(),
            )
        except accounts.TooManyAttemptsError:
            form.refuse(None, words.SIGN_IN_WAIT)
            return render_template("front_door/sign_in.html", form=form, onward=_onward()), 429
        except accounts.WrongPasswordError:
            form.refuse(form.password, words.SIGN_IN_WRONG)
            keep_changes()
        else:
            start_session(user)
            return redirect(_onward())
    return render_template("front_door/sign_in.html", form=form, onward=_onward()), form.status


@place.page("/sign-out", access=SIGNED_IN, methods=("POST",))
def sign_out() -> ResponseReturnValue:
    """Sign this browser out. What the grid kept unsaved goes with it: a ward PC is shared."""
    accounts.end_session(actor(), session_row())
    session.clear()
    response = make_response(redirect(url_for("home.start")))
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


@place.page("/invitations/<token>", access=ANYONE, methods=("GET", "POST"))
def invitation(token: str) -> ResponseReturnValue:
    """Let the invited person into the team: with a new account, or with the one she is signed in to."""
    try:
        return _join(teaming.find_invitation(token, now=now()), token)
    except teaming.InvitationUsedError:
        user = person()
        team = teaming.joined_by(token, user) if user and request.method == "POST" else None
        if team is not None:  # the button was pressed twice: the first press let her in
            return redirect(url_for("team_room.team", team=team.slug))
        return render_template("front_door/invitation_used.html"), 404
    except accounts.EmailTakenError:  # somebody opened the account while she filled in the form
        db.session.rollback()
        return redirect(url_for("front_door.sign_in", next=request.path))


def _join(row: Invitation, token: str) -> ResponseReturnValue:
    if person() is not None:
        return _join_signed_in(row, token)
    if teaming.has_account(row):
        return redirect(url_for("front_door.sign_in", next=request.path))
    form = JoinForm(asks_profession=teaming.asks_profession(row))
    if form.accepted():
        user = teaming.accept_as_new(
            row,
            name=form.name.data or "",
            password=form.password.data or "",
            profession=form.said_profession,
            now=now(),
        )
        start_session(user)
        flash(_("Velkommen til %(team)s.", team=row.team.name), "done")
        return redirect(url_for("team_room.team", team=row.team.slug))
    page = render_template(
        "front_door/invitation.html",
        form=form,
        invitation=row,
        token=token,
        may=MAY[row.role.value],
        least=accounts.PASSWORD_LEAST,
    )
    return page, form.status


def _join_signed_in(row: Invitation, token: str) -> ResponseReturnValue:
    if actor().user.email != row.email:
        return render_template("front_door/invitation_other.html", invitation=row), 403
    form = AcceptForm(asks_profession=teaming.asks_profession(row))
    if form.accepted():
        teaming.accept(row, actor(), profession=form.said_profession)
        flash(_("Velkommen til %(team)s.", team=row.team.name), "done")
        return redirect(url_for("team_room.team", team=row.team.slug))
    page = render_template(
        "front_door/invitation_accept.html", form=form, invitation=row, token=token, may=MAY[row.role.value]
    )
    return page, form.status


@place.page("/accounts/<token>", access=ANYONE, methods=("GET", "POST"))
def set_password(token: str) -> ResponseReturnValue:
    """Let the person a link was made for choose her password, and sign her in."""
    try:
        link = accounts.find_link(token, now=now())
        form = SetPasswordForm()
        if form.accepted():
            start_session(accounts.set_password(link, password=form.password.data or "", now=now()))
            flash(_("Passordet er lagret, og du er logget inn."), "done")
            return redirect(url_for("home.start"))
    except accounts.LinkUsedError:
        return render_template("front_door/invitation_used.html"), 404
    page = render_template(
        "front_door/set_password.html", form=form, link=link, token=token, least=accounts.PASSWORD_LEAST
    )
    return page, form.status


@place.page("/language", access=ANYONE, methods=("POST",))
def set_language() -> ResponseReturnValue:
    """Read in another language from now on, in this browser and, signed in, for this person."""
    response = make_response(redirect(_onward()))
    asked = request.form.get("language", "")
    if asked in {member.value for member in Language}:
        chosen = Language(asked)
        remember(response, chosen)
        if (user := person()) is not None:
            accounts.change_preferences(actor(), name=user.name, language=chosen, theme=user.theme)
    return response


@place.page("/help/run-diagram", access=ANYONE)
def help_run_diagram() -> ResponseReturnValue:
    """Explain how to read a run chart, with every mark there is."""
    return render_template("front_door/help_run_diagram.html", help=help_in(language().value))


@place.page("/accessibility", access=ANYONE)
def accessibility() -> ResponseReturnValue:
    """State what is accessible and what is not yet (tilgjengelighetserklæring)."""
    return render_template("front_door/accessibility.html")


@place.page("/privacy", access=ANYONE)
def privacy() -> ResponseReturnValue:
    """Say what is stored of whom, and what never is."""
    return render_template("front_door/privacy.html", session_days=settings().session_days)


@place.page("/healthz", access=ANYONE)
def health() -> ResponseReturnValue:
    """Tell a load balancer that the application and its database answer."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}


def start_session(user: User) -> None:
    """Sign a person in to this browser. The old session cookie goes: nobody plants one beforehand."""
    session.clear()
    session[TOKEN] = accounts.start_session(user, days=settings().session_days, now=now())
    session.permanent = True


def _onward() -> str:
    """Give where to go next: an address on this site, or the start page."""
    asked = request.values.get("next", "")
    parts = urlsplit(asked)
    inside = asked.startswith("/") and not asked.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return asked if inside else url_for("home.start")
