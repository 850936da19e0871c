"""Pages of this place."""

from __future__ import annotations

from tracker.web.place import Place

place = Place("office", __name__)
