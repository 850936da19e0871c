"""Answers to what matters: the page that asks, withdrawal, and cards typed in from paper."""

from tracker.web.answers import answer, chain, paper, question, withdraw
from tracker.web.answers.routes import routes

__all__ = ["answer", "chain", "paper", "question", "routes", "withdraw"]
