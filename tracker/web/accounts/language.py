"""The button that changes language."""

from __future__ import annotations

from flask import make_response, redirect
from flask.typing import ResponseReturnValue

from tracker.models.accounts import Language
from tracker.services.accounts import account
from tracker.web.accounts.routes import routes
from tracker.web.core import query
from tracker.web.core.guard import actor, person
from tracker.web.core.language import remember
from tracker.web.core.routes import ANYONE
from tracker.web.core.session_cookie import onward


@routes.page("/language", access=ANYONE, methods=("POST",))
def set_language() -> ResponseReturnValue:
    """Read in another language from now on, in this browser and, signed in, for this person."""
    response = make_response(redirect(onward()))
    if chosen := query.read_member(Language, query.hidden("language")):
        remember(response, chosen)
        if (user := person()) is not None:
            account.change_preferences(actor(), name=user.name, language=chosen, theme=user.theme)
    return response
