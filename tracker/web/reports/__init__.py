"""What a team takes along: its report as a page, a paper and slides, and its numbers as a workbook."""

from tracker.web.reports import team
from tracker.web.reports.routes import routes

__all__ = ["routes", "team"]
