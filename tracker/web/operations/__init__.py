"""What those who run the application ask it."""

from tracker.web.operations import assets, health
from tracker.web.operations.routes import routes

__all__ = ["assets", "health", "routes"]
