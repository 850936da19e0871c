"""Answers to what matters: the page that asks, withdrawal, cards, and what is told back."""

from tracker.web.answers import answer, cards, owner_text, paper, question, tellings, told, withdraw
from tracker.web.answers.routes import routes

__all__ = ["answer", "cards", "owner_text", "paper", "question", "routes", "tellings", "told", "withdraw"]
