"""The audit trail of a team: who did what, when, and what it was before."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.access.permissions import Permission
from tracker.services.audit import log as trails
from tracker.services.audit.references import recall
from tracker.views.audit import entries_of
from tracker.web.audit.routes import routes
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale


@routes.page("/teams/<team>/audit", access=Permission.READ_AUDIT)
def audit() -> ResponseReturnValue:
    """Show fifty lines, newest first; `?before=` is the id of the last one that was shown."""
    access = team_access()
    before = query.row_id("before")
    page = trails.trail(access, before_id=before)
    known = recall(access, page.lines)
    entries = entries_of(page.lines, known, locale())
    return render_template(
        "audit/audit.html", access=access, team=access.team, entries=entries, older=page.older, first=before is None
    )
