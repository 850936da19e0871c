"""Barriers: a team's log of what stands in its way, whom it lifts one to, and what leaders answer."""
