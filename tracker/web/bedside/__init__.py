"""The bedside: numbers are recorded."""
