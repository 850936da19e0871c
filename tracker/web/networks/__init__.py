"""Learning networks: what one is, the table of its teams, and how it is kept."""

from tracker.web.networks import about, host, matrix, office, team_list, together
from tracker.web.networks.routes import routes

__all__ = ["about", "host", "matrix", "office", "routes", "team_list", "together"]
