"""The audit trail of a team."""

from tracker.web.audit import audit
from tracker.web.audit.routes import routes

__all__ = ["audit", "routes"]
