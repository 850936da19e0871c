"""Threads on a measure's chart: begin one, write in it, change or take away what one wrote."""

from tracker.web.threads import messages, threads
from tracker.web.threads.routes import routes

__all__ = ["messages", "routes", "threads"]
