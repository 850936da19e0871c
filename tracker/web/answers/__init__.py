"""Answers to what matters: the page that asks, withdrawal, cards typed in, their first reading, the wall, the chain."""

from tracker.web.answers import answer, chain, paper, question, review, themes, wall, withdraw
from tracker.web.answers.routes import routes

__all__ = ["answer", "chain", "paper", "question", "review", "routes", "themes", "wall", "withdraw"]
