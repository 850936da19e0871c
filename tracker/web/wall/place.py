"""The blueprint of the wall; its pages hang themselves on it."""

from __future__ import annotations

from tracker.web.place import Place

place = Place("wall", __name__)
