"""Telling back: what a team did with what it was told, written by its leader and read by everybody."""
