"""Mail: the office's look at the outbox, and the pages that stop mail without signing in."""

from tracker.web.mail import desk, stop
from tracker.web.mail.routes import routes

__all__ = ["desk", "routes", "stop"]
