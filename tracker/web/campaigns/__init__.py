"""The day: its public pages, the sign-up of units, the page of each, and those of the host."""

from tracker.web.campaigns import days, host, host_units, join, public_day, sheets, team_days, unit
from tracker.web.campaigns.routes import routes

__all__ = ["days", "host", "host_units", "join", "public_day", "routes", "sheets", "team_days", "unit"]
