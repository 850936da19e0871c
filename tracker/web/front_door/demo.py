"""The demo's door: invented people, one per role, entered with one click. Outside the demo it does not exist."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from tracker.access.doors import Actor
from tracker.models.people import Role
from tracker.services import accounts
from tracker.web.front_door.pages import start_session
from tracker.web.guard import now
from tracker.web.languages import chosen
from tracker.web.place import ANYONE, Place

place = Place("demo_door", __name__)

_REPRESENTATIVE = _("Ser diagrammene og hva som kom ut av det som ble sagt. Kommenterer, men endrer aldri tall.")
SEES = {
    Role.LEADER: _("Ser teamets diagrammer, registrerer, bestemmer hva som måles, inviterer og leser endringsloggen."),
    Role.MEMBER: _("Registrerer tall, logger tiltak og tester, og ser diagrammet svare."),
    Role.USER_REPRESENTATIVE: _REPRESENTATIVE,
    Role.RELATIVE_REPRESENTATIVE: _REPRESENTATIVE,
    Role.ADVISOR: _("Leser alle team i sin organisasjon, deler inn i faser og skriver råd på diagrammene."),
    Role.HOST: _("Ser alle team i læringsnettverket på én side, og hvem som trenger oppfølging. Lager nye team."),
    Role.ADMINISTRATOR: _("Holder orden på brukere, organisasjoner og læringsnettverk. Ser ingen teams tall."),
}
"""What each role sees, for whoever chooses between them."""


@place.page("/demo", access=ANYONE)
def personas() -> ResponseReturnValue:
    """Show the people of the demo."""
    return render_template("front_door/personas.html", personas=accounts.personas(), sees=SEES)


@place.page("/demo/<int:user_id>", access=ANYONE, methods=("POST",))
def enter(user_id: int) -> ResponseReturnValue:
    """Step into the shoes of one of them, and go on in the language that was chosen at the door."""
    user = accounts.persona(user_id)
    if user is None:
        abort(404)
    asked = chosen()
    start_session(user)
    if asked is not None:
        accounts.change_preferences(Actor(user, now()), name=user.name, language=asked, theme=user.theme)
    return redirect(url_for("home.start"))
