"""The demo's people. These pages exist in the demo only."""

from tracker.web.demo import personas
from tracker.web.demo.routes import routes

__all__ = ["personas", "routes"]
