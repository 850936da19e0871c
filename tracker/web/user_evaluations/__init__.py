"""The pages where users ask users: an evaluation, its guide, what it found, and its report."""

from tracker.web.user_evaluations import evaluations, findings, guide, network, points, report, stages
from tracker.web.user_evaluations.routes import routes

__all__ = ["evaluations", "findings", "guide", "network", "points", "report", "routes", "stages"]
