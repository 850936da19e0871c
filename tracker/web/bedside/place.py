"""The blueprint of the bedside; its pages hang themselves on it."""

from __future__ import annotations

from tracker.web.place import Place

place = Place("bedside", __name__)
