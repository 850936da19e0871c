"""The demo's door: invented people, one per role, entered with one click. Outside the demo it does not exist."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.services import accounts
from tracker.web.front_door.pages import start_session
from tracker.web.place import ANYONE, Place

place = Place("demo_door", __name__)


@place.page("/demo", access=ANYONE)
def personas() -> ResponseReturnValue:
    """Show the people of the demo."""
    return render_template("front_door/personas.html", personas=accounts.personas())


@place.page("/demo/<int:user_id>", access=ANYONE, methods=("POST",))
def enter(user_id: int) -> ResponseReturnValue:
    """Step into the shoes of one of them."""
    user = accounts.persona(user_id)
    if user is None:
        abort(404)
    start_session(user)
    return redirect(url_for("home.start"))
