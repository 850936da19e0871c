"""The administration's organisations."""

from tracker.web.organisations import organisations
from tracker.web.organisations.routes import routes

__all__ = ["organisations", "routes"]
