"""Numbers from a file, in four pages."""

from tracker.web.imports import wizard
from tracker.web.imports.routes import routes

__all__ = ["routes", "wizard"]
