"""A team: its page, its settings, its members and invitations."""

from tracker.web.teams import invitation, members, settings, team
from tracker.web.teams.routes import routes

__all__ = ["invitation", "members", "routes", "settings", "team"]
