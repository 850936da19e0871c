"""What patients and relatives answered in the main team. All of it invented."""

from tracker.demo.answers.story import courses
from tracker.demo.answers.weeks_gone import count_gone

__all__ = ["count_gone", "courses"]
