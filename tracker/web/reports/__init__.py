"""What is taken along: a team's report and a network's, as pages, paper and slides, and their numbers as workbooks."""

from tracker.web.reports import network, team
from tracker.web.reports.routes import routes

__all__ = ["network", "routes", "team"]
