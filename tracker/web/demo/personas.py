"""The demo's invented people, one per role, entered with one click. Outside the demo this page does not exist."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from tracker.access.people import Actor
from tracker.models.accounts import Role
from tracker.services.accounts import account, demo
from tracker.web.core.guard import now
from tracker.web.core.language import chosen
from tracker.web.core.routes import ANYONE
from tracker.web.core.session_cookie import start_session
from tracker.web.demo.routes import routes

_REPRESENTATIVE = _("Ser diagrammene, tiltakene og testene. Kommenterer, men endrer aldri tall.")
SEES = {
    Role.LEADER: _("Ser teamets diagrammer, registrerer, bestemmer hva som måles, inviterer og leser endringsloggen."),
    Role.MEMBER: _("Registrerer tall, tiltak og tester, og ser diagrammet svare."),
    Role.USER_REPRESENTATIVE: _REPRESENTATIVE,
    Role.RELATIVE_REPRESENTATIVE: _REPRESENTATIVE,
    Role.ADVISOR: _("Leser alle team i sin organisasjon, deler inn i faser og skriver råd på diagrammene."),
    Role.HOST: _("Ser alle team i læringsnettverket på én side, og hvem som trenger oppfølging. Lager nye team."),
    Role.PROGRAMME_OWNER: _("Ser nettverkene i programmet, hvem som er med og målene. Ser ingen teams tall."),
    Role.ORGANISATION_LEADER: _("Svarer på hindringer som team løfter, og leser diagrammene i organisasjonen sin."),
    Role.ADMINISTRATOR: _("Holder orden på brukere, organisasjoner og læringsnettverk. Ser ingen teams tall."),
}
"""What each role sees, for whoever chooses between them."""


@routes.page("/demo", access=ANYONE)
def personas() -> ResponseReturnValue:
    """Show the people of the demo."""
    return render_template("demo/personas.html", personas=demo.personas(), sees=SEES)


@routes.page("/demo/<int:user_id>", access=ANYONE, methods=("POST",))
def enter(user_id: int) -> ResponseReturnValue:
    """Sign in as one of them, and go on in the language that was chosen before."""
    user = demo.persona(user_id)
    if user is None:
        abort(404)
    asked = chosen()
    start_session(user)
    if asked is not None:
        account.change_preferences(Actor(user, now()), name=user.name, language=asked, theme=user.theme)
    return redirect(url_for("home.start"))
