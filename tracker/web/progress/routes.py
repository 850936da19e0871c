"""The routes of `progress`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("progress", __name__)
"""How far a team has come."""
