"""The day: its public pages, the sign-up of units, and the page of each."""

from tracker.web.campaigns.routes import routes

__all__ = ["routes"]
