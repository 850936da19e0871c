"""Pages anyone may read: how to read a run chart, accessibility, privacy."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.views.help import help_in
from tracker.web.core.language import locale
from tracker.web.core.routes import ANYONE
from tracker.web.core.settings import settings
from tracker.web.help.routes import routes


@routes.page("/help/run-diagram", access=ANYONE)
def run_diagram() -> ResponseReturnValue:
    """Explain how to read a run chart, with every mark there is."""
    return render_template("help/run_diagram.html", help=help_in(locale()))


@routes.page("/accessibility", access=ANYONE)
def accessibility() -> ResponseReturnValue:
    """State what is accessible and what is not yet (tilgjengelighetserklæring)."""
    return render_template("help/accessibility.html")


@routes.page("/privacy", access=ANYONE)
def privacy() -> ResponseReturnValue:
    """Say what is stored of whom, and what never is."""
    return render_template(
        "help/privacy.html", session_days=settings().session_days, backup_days=settings().backup_days
    )
