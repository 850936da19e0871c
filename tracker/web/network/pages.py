"""The network's room, whole: importing this module hangs every page on the place."""

from __future__ import annotations

from tracker.web.network import admin_pages, list_pages, matrix_pages
from tracker.web.network.place import place

__all__ = ("PAGES", "place")

PAGES = (matrix_pages, admin_pages, list_pages)
"""The modules whose pages stand in this room. A module that is not named here is not in the house."""
