"""Accounts: signing in and out, one's own account, and the administration's users."""

from tracker.web.accounts import account, confirm, forgotten, language, links, set_password, sign_in, users
from tracker.web.accounts.routes import routes

__all__ = ["account", "confirm", "forgotten", "language", "links", "routes", "set_password", "sign_in", "users"]
