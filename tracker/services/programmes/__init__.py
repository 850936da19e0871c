"""Programmes: what is known of them, their goals, their steering groups, and what their networks come to."""
