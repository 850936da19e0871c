"""Pages anyone may read."""

from tracker.web.help import pages
from tracker.web.help.routes import routes

__all__ = ["pages", "routes"]
