"""Answers to what matters: the page that asks, withdrawal, cards typed in, their first reading, and the wall."""

from tracker.web.answers import answer, paper, question, review, themes, wall, withdraw
from tracker.web.answers.routes import routes

__all__ = ["answer", "paper", "question", "review", "routes", "themes", "wall", "withdraw"]
