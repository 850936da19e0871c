"""What a host writes to teams and to units of a day: the review before it goes, the receipt, and what was before."""

from tracker.web.reminders import receipt, review, units
from tracker.web.reminders.routes import routes

__all__ = ["receipt", "review", "routes", "units"]
