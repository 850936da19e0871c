"""Accounts: signing in and out, one's own account, and the administration's users."""

from tracker.web.accounts import account, forgotten, language, set_password, sign_in, users
from tracker.web.accounts.routes import routes

__all__ = ["account", "forgotten", "language", "routes", "set_password", "sign_in", "users"]
