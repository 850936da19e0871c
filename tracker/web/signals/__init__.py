"""The inbox of signals in an organisation."""

from tracker.web.signals import news
from tracker.web.signals.routes import routes

__all__ = ["news", "routes"]
