"""The day: its public pages, the sign-up of units, and the page of each."""

from tracker.web.campaigns import join, public_day, sheets, team_days, unit
from tracker.web.campaigns.routes import routes

__all__ = ["join", "public_day", "routes", "sheets", "team_days", "unit"]
