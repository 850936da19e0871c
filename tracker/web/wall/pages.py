"""The wall, whole: importing this module hangs every page on the place."""

from __future__ import annotations

from tracker.web.wall import (
    board_pages,
    chart_pages,
    event_pages,
    indicator_pages,
    library_pages,
    note_pages,
    phase_pages,
    plan_pages,
    plotly_pages,
    point_pages,
)
from tracker.web.wall.place import place

__all__ = ("PAGES", "place")

PAGES = (
    board_pages,
    chart_pages,
    event_pages,
    indicator_pages,
    library_pages,
    note_pages,
    phase_pages,
    plan_pages,
    plotly_pages,
    point_pages,
)
"""The modules whose pages hang on this wall. A module that is not named here is not in the house."""
