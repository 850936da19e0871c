"""The pages that print: a team's own cards and posters, and the same sheets for the teams of a network."""

from tracker.web.answers.cards import network, team

__all__ = ["network", "team"]
