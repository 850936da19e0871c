"""The page where a team writes down its numbers: one week, several weeks, or what is pasted from a spreadsheet."""

from tracker.web.measurements.record import page, paste_page, weeks_page

__all__ = ["page", "paste_page", "weeks_page"]
