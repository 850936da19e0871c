"""The routes of `reminders`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("reminders", __name__)
