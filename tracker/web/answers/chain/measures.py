"""Spurt, hørt, gjort as run charts."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.access.permissions import Permission
from tracker.views.answers.chain.weeks import answer_measures
from tracker.web.answers.routes import routes
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links


@routes.page("/teams/<team>/answers/measures", access=Permission.READ_ANSWERS)
def measures() -> ResponseReturnValue:
    """Show the last week from due to acted on, and the lanes on one axis."""
    access = team_access()
    return render_template(
        "answers/chain/measures.html",
        access=access,
        team=access.team,
        page=answer_measures(access, locale(), links()),
        may_record=access.may(Permission.RECORD),
        may_define=access.may(Permission.DEFINE),
    )
