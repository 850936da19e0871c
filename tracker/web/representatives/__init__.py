"""The page of those who speak for patients and next of kin, and what is written from it."""

from tracker.web.representatives import feedback, seats
from tracker.web.representatives.routes import routes

__all__ = ["feedback", "routes", "seats"]
