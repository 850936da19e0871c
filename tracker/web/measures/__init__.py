"""One measure: its chart, its plan, its settings, and the library."""

from tracker.web.measures import (
    archived,
    chart_settings,
    library,
    measure,
    old_addresses,
    picture,
    plan,
    plotly_script,
)
from tracker.web.measures.routes import routes

__all__ = [
    "archived",
    "chart_settings",
    "library",
    "measure",
    "old_addresses",
    "picture",
    "plan",
    "plotly_script",
    "routes",
]
