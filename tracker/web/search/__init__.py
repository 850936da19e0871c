"""The search field of the header: by name, over what a person may open."""

from tracker.web.search import search
from tracker.web.search.routes import routes

__all__ = ["routes", "search"]
