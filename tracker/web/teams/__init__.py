"""A team: its page, its settings, its members and invitations."""

from tracker.web.teams import confirm_member, invitation, members, settings, team
from tracker.web.teams.routes import routes

__all__ = ["confirm_member", "invitation", "members", "routes", "settings", "team"]
