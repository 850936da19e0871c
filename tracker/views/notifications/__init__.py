"""Notifications as they are shown and mailed: what needs a person, and what is news."""
