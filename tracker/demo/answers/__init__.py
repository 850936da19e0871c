"""What patients and relatives answered in the main team. All of it invented."""

from tracker.demo.answers.story import tell

__all__ = ["tell"]
