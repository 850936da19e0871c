"""The team's own page: where its measures stand, what it does, and what it wants."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.access.permissions import Permission
from tracker.services.accounts.held import held_members
from tracker.views.measures.explore import Stretch
from tracker.views.teams.team import team_page
from tracker.web.components.plotly import plotly_version
from tracker.web.core import query
from tracker.web.core.frame import by_name
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.teams.routes import routes


@routes.page("/teams/<team>", access=Permission.READ)
def team() -> ResponseReturnValue:
    """Show one measure large, the others small, and the work beside them."""
    access = team_access()
    large, stretch = query.row_id("indicator"), query.member(Stretch, "vis")
    page = team_page(access, locale(), links(), large=large, stretch=stretch)
    held = held_members(access)
    return render_template(
        "teams/team.html", access=access, team=access.team, held=held, plotly=plotly_version(), **by_name(page)
    )
