"""A large network for the demo: as many invented teams as are asked for, with two years of numbers each, made at once.

It stands beside the ordinary demo, whose host looks after it too. Every team, place, person and number is invented, and
the names say so. What services would do one row at a time is written in bulk here; a test holds the two together.
"""

from __future__ import annotations

from tracker.demo.large.invented import MOST_TEAMS
from tracker.demo.large.loading import load_large

__all__ = ["MOST_TEAMS", "load_large"]
