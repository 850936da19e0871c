"""Barriers: the team's log, the leader's own view, and the network's overview."""

from tracker.web.barriers import leader, lifts, log, network
from tracker.web.barriers.routes import routes

__all__ = ["leader", "lifts", "log", "network", "routes"]
