"""The blueprint of the network's room; its pages hang themselves on it."""

from __future__ import annotations

from tracker.web.place import Place

place = Place("network", __name__)
