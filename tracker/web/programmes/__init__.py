"""Programmes: the page of one, its goals, and steering groups; and the office's list of them."""

from tracker.web.programmes import goals, office, programme, steering
from tracker.web.programmes.routes import routes

__all__ = ["goals", "office", "programme", "routes", "steering"]
