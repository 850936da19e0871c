"""Addresses that measures had before, `/teams/<team>/indicators/...`: kept in mails and minutes, so they lead on."""

from __future__ import annotations

from flask import redirect, request
from flask.typing import ResponseReturnValue

from tracker.access.permissions import Permission
from tracker.web.core.guard import team_access
from tracker.web.measures.routes import routes


@routes.page("/teams/<team>/indicators/<path:rest>", access=Permission.READ, methods=("GET", "POST"))
def old_address(rest: str) -> ResponseReturnValue:
    """Lead to the same page under its present address."""
    root = f"{request.root_path}/teams/{team_access().team.slug}/measures/{rest}"
    query = request.query_string.decode("ascii", "replace")
    # 308 keeps a form that was open over the change: what was typed arrives.
    return redirect(f"{root}?{query}" if query else root, 301 if request.method == "GET" else 308)
