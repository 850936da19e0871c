"""The routes of `search`: its page registers itself here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("search", __name__)
