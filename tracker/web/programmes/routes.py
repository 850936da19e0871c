"""The routes of `programmes`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("programmes", __name__)
