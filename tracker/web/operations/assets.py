"""Style sheets, scripts and pictures, for anyone, kept by browsers for a year."""

from __future__ import annotations

from flask import Response, abort
from flask.typing import ResponseReturnValue

from tracker.web.core.assets import assets
from tracker.web.core.routes import ANYONE
from tracker.web.operations.routes import routes


@routes.page("/assets/<digest>/<path:name>", access=ANYONE)
def asset(digest: str, name: str) -> ResponseReturnValue:
    """Send a file under its own address. An address of another release has nothing: never the new content."""
    if name not in assets() or assets().named(name).digest != digest:
        abort(404)
    found = assets().named(name)
    answer = Response(found.content, mimetype=found.mimetype)
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
