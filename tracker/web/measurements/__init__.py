"""Recording numbers, and what is written on a chart: phases, notes, events, points left out."""

from tracker.web.measurements import annotations, events, exclusions, finish, phases, proposals, record
from tracker.web.measurements.routes import routes

__all__ = ["annotations", "events", "exclusions", "finish", "phases", "proposals", "record", "routes"]
