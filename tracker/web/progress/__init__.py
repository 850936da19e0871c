"""How far a team has come, by its own word and by its host's."""

from tracker.web.progress import progress
from tracker.web.progress.routes import routes

__all__ = ["progress", "routes"]
