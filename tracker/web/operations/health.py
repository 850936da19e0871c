"""Whether the application answers, for who watches over it."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from sqlalchemy import text

from tracker.models.base import db
from tracker.web.core.routes import ANYONE
from tracker.web.operations.routes import routes


@routes.page("/healthz", access=ANYONE)
def health() -> ResponseReturnValue:
    """Tell a load balancer that the application and its database answer."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}
