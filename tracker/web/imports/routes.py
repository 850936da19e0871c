"""The routes of `imports`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("imports", __name__)
