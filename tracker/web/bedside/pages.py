"""The bedside, whole: importing this module hangs every page on the place."""

from __future__ import annotations

from tracker.web.bedside import code_pages, import_pages, record_pages, tell_pages
from tracker.web.bedside.place import place

__all__ = ("PAGES", "place")

PAGES = (code_pages, import_pages, record_pages, tell_pages)
"""The modules whose pages hang here. A module that is not named here is not in the house."""
