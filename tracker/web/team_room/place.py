"""The blueprint of the team's room; its pages hang themselves on it."""

from __future__ import annotations

from tracker.web.place import Place

place = Place("team_room", __name__)
