"""Gatherings of a network: the host's pages, the teams' side, and calendars."""

from tracker.web.gatherings import (
    after,
    agreed,
    calendars,
    evaluation,
    files,
    host,
    plan,
    programme,
    screen,
    tables,
    team,
)
from tracker.web.gatherings.routes import routes

__all__ = [
    "after",
    "agreed",
    "calendars",
    "evaluation",
    "files",
    "host",
    "plan",
    "programme",
    "routes",
    "screen",
    "tables",
    "team",
]
