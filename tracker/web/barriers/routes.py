"""The routes of `barriers`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("barriers", __name__)
