"""Signals as they are found in readings, and told in words."""
