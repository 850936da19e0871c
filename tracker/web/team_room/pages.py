"""Pages of this place."""

from __future__ import annotations

from tracker.web.place import Place

place = Place("team_room", __name__)
