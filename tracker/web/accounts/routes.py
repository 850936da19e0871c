"""The routes of `accounts`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("accounts", __name__)
