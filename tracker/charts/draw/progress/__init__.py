"""Drawings of a team's progress: no measure, and so no reading."""
