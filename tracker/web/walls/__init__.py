"""The walls of charts: of an organisation, and of a network."""

from tracker.web.walls import walls
from tracker.web.walls.routes import routes

__all__ = ["routes", "walls"]
