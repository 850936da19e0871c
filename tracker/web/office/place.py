"""The blueprint of the office; its pages hang themselves on it."""

from __future__ import annotations

from tracker.web.place import Place

place = Place("office", __name__)
