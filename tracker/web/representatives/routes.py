"""The routes of `representatives`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("representatives", __name__)
