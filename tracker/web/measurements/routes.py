"""The routes of `measurements`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("measurements", __name__)
