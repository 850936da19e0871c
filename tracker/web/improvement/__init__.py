"""Goals, drivers, interventions and small tests."""

from tracker.web.improvement import drivers, goals, interventions, pdsa
from tracker.web.improvement.routes import routes

__all__ = ["drivers", "goals", "interventions", "pdsa", "routes"]
