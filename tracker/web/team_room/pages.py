"""The team's room, whole: importing this module hangs every page on the place."""

from __future__ import annotations

from tracker.web.team_room import (
    audit_pages,
    driver_pages,
    goal_pages,
    intervention_pages,
    people_pages,
    team_page,
    test_pages,
)
from tracker.web.team_room.place import place

__all__ = ("PAGES", "place")

PAGES = (audit_pages, driver_pages, goal_pages, intervention_pages, people_pages, team_page, test_pages)
"""The modules whose pages stand in this room. A module that is not named here is not in the house."""
