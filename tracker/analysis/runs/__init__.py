"""Runs: sides of a line, how many runs and how long, and what random order would give."""
