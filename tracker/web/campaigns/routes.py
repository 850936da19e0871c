"""The place of the day's pages."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("campaigns", __name__)
