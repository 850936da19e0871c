"""When patients' answers go in a network: its rule, a dry run, the deletion and its receipt. The host's pages."""

from tracker.web.retention import rule, run
from tracker.web.retention.routes import routes

__all__ = ["routes", "rule", "run"]
