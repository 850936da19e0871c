"""Whether the application answers and can save, for who watches over it."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from sqlalchemy import text

from tracker.models.base import db
from tracker.services.readiness import Readiness, readiness
from tracker.web.core.guard import now
from tracker.web.core.routes import ANYONE
from tracker.web.core.settings import settings
from tracker.web.operations.routes import routes


@routes.page("/healthz", access=ANYONE)
def health() -> ResponseReturnValue:
    """Tell a load balancer that the application and its database answer."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}


@routes.page("/readyz", access=ANYONE)
def ready() -> ResponseReturnValue:
    """Return whether what people save would be kept: 503 and a word where it would not."""
    found = readiness(head=settings().schema_head, now=now())
    return {"status": found.value}, 200 if found is Readiness.READY else 503
