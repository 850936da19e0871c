"""Where a person starts."""

from tracker.web.home import start
from tracker.web.home.routes import routes

__all__ = ["routes", "start"]
