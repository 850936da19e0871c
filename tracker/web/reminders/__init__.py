"""What a host writes to her teams: the review before it is sent, the receipt, and what was written before."""

from tracker.web.reminders import receipt, review
from tracker.web.reminders.routes import routes

__all__ = ["receipt", "review", "routes"]
