"""The one list of notifications, and which of them a person wants."""

from tracker.web.notifications import choices, notifications
from tracker.web.notifications.routes import routes

__all__ = ["choices", "notifications", "routes"]
