"""The day: its public pages, the sign-up of units, the page of each, and those of the host."""

from tracker.web.campaigns import days, host, host_units, join, public_day, sheets, team_days, unit
from tracker.web.campaigns.routes import routes

ADDRESS = "/dagen/"
"""What the public addresses of the day stand under."""

__all__ = ["ADDRESS", "days", "host", "host_units", "join", "public_day", "routes", "sheets", "team_days", "unit"]
