"""Counting at the bedside: the page, its codes and sheets."""

from tracker.web.tally import codes, count_page
from tracker.web.tally.routes import routes

__all__ = ["codes", "count_page", "routes"]
