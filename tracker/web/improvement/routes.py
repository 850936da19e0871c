"""The routes of `improvement`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("improvement", __name__)
