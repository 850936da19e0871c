"""The routes of `organisations`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("organisations", __name__)
