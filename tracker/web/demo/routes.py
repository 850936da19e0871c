"""The routes of `demo`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("demo", __name__)
