"""The routes of `help`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("help", __name__)
