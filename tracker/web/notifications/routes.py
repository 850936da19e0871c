"""The routes of `notifications`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("notifications", __name__)
