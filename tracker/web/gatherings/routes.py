"""The routes of `gatherings`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("gatherings", __name__)
