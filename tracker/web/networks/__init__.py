"""Learning networks: the table of teams, and how a network is kept."""

from tracker.web.networks import host, matrix, office, team_list
from tracker.web.networks.routes import routes

__all__ = ["host", "matrix", "office", "routes", "team_list"]
