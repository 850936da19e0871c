"""The routes of `user_evaluations`: its pages register themselves here."""

from __future__ import annotations

from tracker.web.core.routes import Routes

routes = Routes("user_evaluations", __name__)
ONE = "/teams/<team>/evaluations/<int:evaluation_id>"
"""Where one evaluation is; its own pages are under it."""
