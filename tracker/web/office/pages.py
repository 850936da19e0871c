"""The office, whole: importing this module hangs every page on the place."""

from __future__ import annotations

from tracker.web.office import network_pages, organisation_pages, user_pages
from tracker.web.office.place import place

__all__ = ("PAGES", "place")

PAGES = (network_pages, organisation_pages, user_pages)
"""The modules whose pages stand in this room. A module that is not named here is not in the house."""
